import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdReusePolicy,
  type WorkflowHandle,
} from '@temporalio/client';
import type { migrateRepository } from '../../workflows/migrate-repository.ts';
import type { MergeDecision } from '../core/approval/guard-decision.ts';
import { migrationWorkflowId } from '../core/workflow/workflow-ids.ts';
import { Failure } from '../domain/failure.ts';
import type { MigrationId } from '../domain/ids.ts';
import type { MigrationFile } from '../domain/migration-file.ts';
import type { MigrationReport } from '../domain/migration-report.ts';
import type { ModuleView } from '../domain/module-view.ts';
import type { ProgressView } from '../domain/progress-view.ts';

export type Migrations = {
  /** Starts a migration. The same id again throws `InputRefused`: an id stands for one migration for good. */
  start(migration: MigrationId, file: MigrationFile): Promise<{ workflowId: string }>;
  progress(migration: MigrationId): Promise<ProgressView>;
  /** A running module, by its workflow id. */
  module(workflowId: string): Promise<ModuleView>;
  approveMerge(workflowId: string, decision: Pick<MergeDecision, 'head' | 'evidence' | 'actor'>): Promise<void>;
  rejectMerge(
    workflowId: string,
    decision: Pick<MergeDecision, 'head' | 'evidence' | 'actor' | 'reason'>,
  ): Promise<void>;
  cancel(migration: MigrationId): Promise<void>;
  /** Waits for the end. Throws the workflow's failure when it failed or was cancelled. */
  result(migration: MigrationId): Promise<MigrationReport>;
};

/** What the outside can do with migrations; the only code that talks to Temporal's client. */
export function migrations(client: Client, taskQueue: string, tenant = 'default'): Migrations {
  const handle = (migration: MigrationId): WorkflowHandle<typeof migrateRepository> =>
    client.workflow.getHandle(migrationWorkflowId(tenant, migration));
  const decide = (workflowId: string, name: string, decision: object) =>
    client.workflow.getHandle(workflowId).signal(name, { v: 1, ...decision });
  return {
    async start(migration, file) {
      const workflowId = migrationWorkflowId(tenant, migration);
      try {
        await client.workflow.start<typeof migrateRepository>('migrateRepository', {
          workflowId,
          taskQueue,
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
          staticSummary: `${file.name}: ${file.repository.url}`.slice(-190),
          staticDetails: `**Goal**\n\n${file.goal}`.slice(0, 5_000),
          args: [{ v: 1, tenant, migration, file }],
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        throw new Failure(
          'InputRefused',
          `There is a migration ${migration} already; choose another id, or look at that one.`,
        );
      }
      return { workflowId };
    },
    progress: (migration) => handle(migration).query<ProgressView>('progress'),
    module: (workflowId) => client.workflow.getHandle(workflowId).query<ModuleView>('module'),
    approveMerge: (workflowId, decision) => decide(workflowId, 'approveMerge', decision),
    rejectMerge: (workflowId, decision) => decide(workflowId, 'rejectMerge', decision),
    cancel: async (migration) => void (await handle(migration).cancel()),
    result: (migration) => handle(migration).result(),
  };
}
