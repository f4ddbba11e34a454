import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy, type Client } from '@temporalio/client';
import type { rollBack } from '../../workflows/roll-back.ts';
import { searchAttributePairs } from '../../workflows/search-attribute-pairs.ts';
import { rollbackWorkflowId } from '../core/workflow/workflow-ids.ts';
import { Failure } from '../domain/failure.ts';
import type { MigrationId, ModuleKey } from '../domain/ids.ts';
import { explainRpc } from './explain-rpc.ts';
import type { By } from './migrations.ts';

export type RollbackRequest = {
  modules: ModuleKey[];
  /** Whether what depends on them goes, too. */
  dependants: boolean;
  /** Nothing is done; what would go is found. */
  preview: boolean;
};

/** Starts a rollback and returns its id; throws `Conflict` while another one of the same migration runs. */
export async function startRollback(
  client: Client,
  where: { taskQueue: string; tenant: string; migration: MigrationId },
  request: RollbackRequest,
  { actor, channel, reason = '' }: By,
): Promise<string> {
  const { taskQueue, tenant, migration } = where;
  const workflowId = rollbackWorkflowId(tenant, migration);
  try {
    const handle = await explainRpc(workflowId, () =>
      client.workflow.start<typeof rollBack>('rollBack', {
        workflowId,
        taskQueue,
        workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
        typedSearchAttributes: searchAttributePairs({ DroverTenant: tenant, DroverMigration: migration }),
        staticSummary:
          `roll back ${request.modules.length} of ${migration}${request.preview ? ' (preview)' : ''}`.slice(0, 190),
        args: [{ v: 1, migration, ...request, actor, channel, reason }],
      }),
    );
    return handle.firstExecutionRunId;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new Failure('Conflict', `Another rollback of ${migration} runs: wait for its end.`);
  }
}
