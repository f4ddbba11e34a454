import { WorkflowExecutionAlreadyStartedError, WorkflowIdReusePolicy, type Client } from '@temporalio/client';
import type { migrateRepository } from '../../workflows/migrate-repository.ts';
import { searchAttributePairs } from '../../workflows/search-attribute-pairs.ts';
import { migrationWorkflowId } from '../core/workflow/workflow-ids.ts';
import { Failure } from '../domain/failure.ts';
import { explainRpc } from './explain-rpc.ts';
import type { StartRequest } from './migrations.ts';

/** Starts a migration's workflow; throws `Conflict` when its id was used before. */
export async function startMigration(
  client: Client,
  request: StartRequest & { taskQueue: string; tenant: string },
): Promise<{ workflowId: string }> {
  const { migration, mode = 'migrate', module, file, actor = 'unnamed', taskQueue, tenant } = request;
  const workflowId = migrationWorkflowId(tenant, migration);
  // Everybody who sees a list of workflows sees these; and a repository is the same one, whoever reads it.
  const repository = file.repository.url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1');
  try {
    await explainRpc(workflowId, () =>
      client.workflow.start<typeof migrateRepository>('migrateRepository', {
        workflowId,
        taskQueue,
        workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        typedSearchAttributes: searchAttributePairs({
          DroverTenant: tenant,
          DroverMigration: migration,
          DroverRepository: repository,
          DroverPhase: 'running',
          ...(Object.keys(file.labels).length > 0 && {
            DroverLabels: Object.entries(file.labels).map(([name, value]) => `${name}=${value}`),
          }),
        }),
        staticSummary: `${mode === 'migrate' ? '' : `${mode} `}${file.name}: ${repository}`.slice(-190),
        staticDetails: `**Goal**\n\n${file.goal}`.slice(0, 5_000),
        args: [{ v: 1, tenant, migration, mode, ...(module !== undefined && { only: module }), file, actor }],
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new Failure('Conflict', `There is a migration ${migration} already; choose another id, or look at that one.`);
  }
  return { workflowId };
}
