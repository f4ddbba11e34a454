import type { WorkflowStatus } from '../../client/migrations.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { MigrationReport } from '../../domain/migration-report.ts';
import type { ModuleView } from '../../domain/module-view.ts';
import type { ProgressView } from '../../domain/progress-view.ts';

/** What its records tell of a migration, where its workflow does not. */
export type RecordedCounts = { total: number; begun: number; merged: number };

/** All that is known of a migration at one moment; a migration's resource is computed from it. */
export type MigrationFacts = {
  record: MigrationRecord;
  /** Where it is: by its report, else by its workflow, else by what it has left. */
  stage:
    /** It has been started this moment. */
    | { kind: 'begun' }
    | { kind: 'reported'; report: MigrationReport }
    /** Its workflow answered. */
    | { kind: 'answered'; workflow: WorkflowStatus; progress: ProgressView; modules: ModuleView[]; problem?: string }
    /** Temporal knows its workflow, or does not answer (then `workflow` is undefined), and no worker speaks for it. */
    | { kind: 'silent'; workflow: WorkflowStatus | undefined; counts: RecordedCounts; problem: string }
    /** Temporal does not know it; `begun` says that it did once. */
    | { kind: 'forgotten'; begun: boolean; counts: RecordedCounts };
  /** The base commit, once it is known. */
  base?: string;
};
