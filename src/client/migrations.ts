import { type Client, type WorkflowHandle } from '@temporalio/client';
import type { migrateRepository } from '../../workflows/migrate-repository.ts';
import { migrationWorkflowId } from '../core/workflow/workflow-ids.ts';
import type { Channel, Decision } from '../domain/decision.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../domain/ids.ts';
import type { MigrationFile } from '../domain/migration-file.ts';
import type { MigrationMode } from '../domain/migration-mode.ts';
import type { MigrationReport } from '../domain/migration-report.ts';
import type { ModuleView } from '../domain/module-view.ts';
import type { ProgressView } from '../domain/progress-view.ts';
import { explainRpc } from './explain-rpc.ts';
import { sendUpdate } from './send-update.ts';
import { startMigration } from './start-migration.ts';

export type StartRequest = {
  migration: MigrationId;
  mode?: MigrationMode;
  /** With mode `try`: the module's path or key. */
  module?: string;
  file: MigrationFile;
  /** Who asks; 'unnamed' where nobody says. */
  actor?: string;
};

/** Who decides, through which door, and why. */
export type By = { actor: string; channel: Channel; reason?: string };

/** How Temporal says that a workflow ended, or that it has not. */
export type WorkflowStatus = 'running' | 'completed' | 'failed' | 'cancelled' | 'terminated' | 'timed-out';

type Merge = { head: CommitId; evidence: BlobRef };

/**
 * All functions throw a `Failure`: `NotFound` (no such migration, or Temporal has forgotten it), `Conflict` (stale, double, contradicting, or
 * the migration has ended), `Transient` (no worker or no server answers now).
 */
export type Migrations = {
  /** Starts a migration. The same id again throws `Conflict`: an id stands for one migration for good. */
  start(request: StartRequest): Promise<{ workflowId: string }>;
  /** Undefined when Temporal does not know it: it never started, or was forgotten. */
  status(migration: MigrationId): Promise<WorkflowStatus | undefined>;
  progress(migration: MigrationId): Promise<ProgressView>;
  /** A module, by its workflow id; ended ones answer, too, as long as Temporal remembers them. */
  module(workflowId: string): Promise<ModuleView>;
  /** By signal, as the Temporal UI does: what is refused shows in the module's view alone. */
  approveMerge(workflowId: string, decision: Merge & { actor: string }): Promise<void>;
  rejectMerge(workflowId: string, decision: Merge & { actor: string; reason: string }): Promise<void>;
  /** By update: what is refused is thrown, at once and with the reason. */
  decideMerge(workflowId: string, kind: 'approveMerge' | 'rejectMerge', merge: Merge, by: By): Promise<Decision>;
  decidePlan(migration: MigrationId, kind: 'approvePlan' | 'rejectPlan', plan: BlobRef, by: By): Promise<Decision>;
  pause(migration: MigrationId, by: By): Promise<Decision>;
  resume(migration: MigrationId, by: By): Promise<Decision>;
  /** Ends a module that has not ended, as `skipped`. */
  skip(migration: MigrationId, module: ModuleKey, by: By): Promise<Decision>;
  /** Begins a new round of a module that ended without being merged, while the migration still runs. */
  retry(migration: MigrationId, module: ModuleKey, by: By): Promise<Decision>;
  cancel(migration: MigrationId, by?: By): Promise<Decision>;
  /** Waits for the end. Throws the workflow's failure when it failed or was cancelled. */
  result(migration: MigrationId): Promise<MigrationReport>;
};

/** How long a question may take: without it, one to a server that is away is asked again for half a minute. */
const deadlineMs = 10_000;

/** What the outside can do with migrations; the only code that talks to Temporal's client. */
export function migrations(client: Client, taskQueue: string, tenant = 'default'): Migrations {
  const handle = (migration: MigrationId): WorkflowHandle<typeof migrateRepository> =>
    client.workflow.getHandle(migrationWorkflowId(tenant, migration));
  const signal = (workflowId: string, name: string, payload: object) =>
    explainRpc(workflowId, () => client.workflow.getHandle(workflowId).signal(name, { v: 1, ...payload }));
  const update = (migration: MigrationId, name: string, payload: object) =>
    sendUpdate(client, migrationWorkflowId(tenant, migration), name, payload);
  const query = <T>(workflowId: string, name: string) =>
    explainRpc(workflowId, () =>
      client.withDeadline(Date.now() + deadlineMs, () => client.workflow.getHandle(workflowId).query<T>(name)),
    );
  return {
    start: (request) => startMigration(client, { taskQueue, tenant, ...request }),
    async status(migration) {
      try {
        const { status } = await explainRpc(migration, () =>
          client.withDeadline(Date.now() + deadlineMs, () => handle(migration).describe()),
        );
        return statusNames[status.name] ?? 'running';
      } catch (error) {
        if (error instanceof Error && 'type' in error && error.type === 'NotFound') return undefined;
        throw error;
      }
    },
    progress: (migration) => query<ProgressView>(migrationWorkflowId(tenant, migration), 'progress'),
    module: (workflowId) => query<ModuleView>(workflowId, 'module'),
    approveMerge: (workflowId, decision) => signal(workflowId, 'approveMerge', decision),
    rejectMerge: (workflowId, decision) => signal(workflowId, 'rejectMerge', decision),
    decideMerge: (workflowId, kind, merge, by) => sendUpdate(client, workflowId, kind, { ...merge, ...by }),
    decidePlan: (migration, kind, plan, by) => update(migration, kind, { plan, ...by }),
    pause: (migration, by) => update(migration, 'pause', by),
    resume: (migration, by) => update(migration, 'resume', by),
    skip: (migration, module, by) => update(migration, 'steer', { kind: 'skip', module, ...by }),
    retry: (migration, module, by) => update(migration, 'steer', { kind: 'retry', module, ...by }),
    cancel: (migration, by = { actor: 'unnamed', channel: 'api' }) => update(migration, 'cancel', by),
    result: (migration) => handle(migration).result(),
  };
}

const statusNames: Record<string, WorkflowStatus> = {
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TERMINATED: 'terminated',
  TIMED_OUT: 'timed-out',
};
