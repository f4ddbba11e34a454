import { type Client, type WorkflowHandle } from '@temporalio/client';
import type { migrateRepository } from '../../workflows/migrate-repository.ts';
import { migrationWorkflowId, rollbackWorkflowId } from '../core/workflow/workflow-ids.ts';
import type { BudgetName } from '../domain/budget.ts';
import type { Channel, Decision, RetrySettings } from '../domain/decision.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../domain/ids.ts';
import type { MigrationFile } from '../domain/migration-file.ts';
import type { MigrationMode } from '../domain/migration-mode.ts';
import type { MigrationReport, ModuleResult } from '../domain/migration-report.ts';
import type { ModuleView } from '../domain/module-view.ts';
import type { ProgressView } from '../domain/progress-view.ts';
import { explainRpc } from './explain-rpc.ts';
import type { Rollback } from '../domain/rollback.ts';
import { sendUpdate } from './send-update.ts';
import { startMigration } from './start-migration.ts';
import { startRollback, type RollbackRequest } from './start-rollback.ts';

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

export type BudgetRequest = { [Name in BudgetName]?: number | undefined } & {
  perModule?: boolean | undefined;
  module?: string | undefined;
};

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
  /** How the modules that have ended did, all of them, in the order of their ends. */
  results(migration: MigrationId): Promise<ModuleResult[]>;
  /** A module, by its workflow id; ended ones answer, too, as long as Temporal remembers them. */
  module(workflowId: string): Promise<ModuleView>;
  /** By signal, as the Temporal UI does: what is refused shows in the module's view alone. */
  approveMerge(workflowId: string, decision: Merge & { actor: string }): Promise<void>;
  rejectMerge(workflowId: string, decision: Merge & { actor: string; reason: string }): Promise<void>;
  /** By update: what is refused is thrown, at once and with the reason. */
  decideMerge(workflowId: string, kind: 'approveMerge' | 'rejectMerge', merge: Merge, by: By): Promise<Decision>;
  decidePlan(migration: MigrationId, kind: 'approvePlan' | 'rejectPlan', plan: BlobRef, by: By): Promise<Decision>;
  /** Approves all merges of the wave that waits. */
  approveWave(migration: MigrationId, wave: BlobRef, by: By): Promise<Decision>;
  /** Sets higher limits; those of the whole migration, of each module (`perModule`), or of one (`module`, by its key or path). */
  raiseBudget(migration: MigrationId, raise: BudgetRequest, by: By): Promise<Decision>;
  pause(migration: MigrationId, by: By): Promise<Decision>;
  resume(migration: MigrationId, by: By): Promise<Decision>;
  /** Ends a module that has not ended, as `skipped`. */
  skip(migration: MigrationId, module: ModuleKey, by: By): Promise<Decision>;
  /** Begins a new round of a module that ended without being merged, while the migration still runs. */
  retry(migration: MigrationId, module: ModuleKey, by: By, settings?: RetrySettings): Promise<Decision>;
  /** The same for all that are unresolved, or for all that ended for the same reason as one. */
  retryMany(
    migration: MigrationId,
    which: { unresolved: true } | { like: string },
    by: By,
    settings?: RetrySettings,
  ): Promise<Decision>;
  /** Takes a person's commit (an id, or a branch of the repository) for a module's change. */
  adopt(migration: MigrationId, module: ModuleKey, commit: string, by: By): Promise<Decision>;
  /** How many modules run at once from now on. */
  setConcurrency(migration: MigrationId, concurrency: number, by: By): Promise<Decision>;
  /** Adds a rule to the guide, for what has not begun. */
  addRule(migration: MigrationId, rule: string, by: By): Promise<Decision>;
  cancel(migration: MigrationId, by?: By): Promise<Decision>;
  /** Begins to take merged modules back; returns the rollback's id. */
  rollBack(migration: MigrationId, request: RollbackRequest, by: By): Promise<string>;
  /** How far a rollback is, as long as Temporal remembers it. */
  rollback(migration: MigrationId, id: string): Promise<Rollback>;
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
  const steer = (migration: MigrationId, payload: object, by: By) => update(migration, 'steer', { ...payload, ...by });
  const query = <T>(workflowId: string, name: string, run?: string, ...args: number[]) =>
    explainRpc(workflowId, () =>
      client.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.getHandle(workflowId, run).query<T, number[]>(name, ...args),
      ),
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
    async results(migration) {
      const all: ModuleResult[] = [];
      for (;;) {
        const workflowId = migrationWorkflowId(tenant, migration);
        const next = await query<ModuleResult[]>(workflowId, 'results', undefined, all.length);
        if (next.length === 0) return all;
        all.push(...next);
      }
    },
    module: (workflowId) => query<ModuleView>(workflowId, 'module'),
    approveMerge: (workflowId, decision) => signal(workflowId, 'approveMerge', decision),
    rejectMerge: (workflowId, decision) => signal(workflowId, 'rejectMerge', decision),
    decideMerge: (workflowId, kind, merge, by) => sendUpdate(client, workflowId, kind, { ...merge, ...by }),
    decidePlan: (migration, kind, plan, by) => update(migration, kind, { plan, ...by }),
    approveWave: (migration, wave, by) => update(migration, 'approveWave', { wave, ...by }),
    raiseBudget: (migration, raise, by) => update(migration, 'raiseBudget', { ...raise, ...by }),
    pause: (migration, by) => update(migration, 'pause', by),
    resume: (migration, by) => update(migration, 'resume', by),
    skip: (migration, module, by) => steer(migration, { kind: 'skip', module }, by),
    retry: (migration, module, by, settings) => steer(migration, { kind: 'retry', module, ...settings }, by),
    retryMany: (migration, which, by, settings) => steer(migration, { kind: 'retry', ...which, ...settings }, by),
    adopt: (migration, module, commit, by) => steer(migration, { kind: 'adopt', module, commit }, by),
    setConcurrency: (migration, concurrency, by) => steer(migration, { kind: 'concurrency', concurrency }, by),
    addRule: (migration, rule, by) => steer(migration, { kind: 'rule', rule }, by),
    cancel: (migration, by = { actor: 'unnamed', channel: 'api' }) => update(migration, 'cancel', by),
    rollBack: (migration, request, by) => startRollback(client, { taskQueue, tenant, migration }, request, by),
    rollback: (migration, id) => query<Rollback>(rollbackWorkflowId(tenant, migration), 'rollback', id),
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
