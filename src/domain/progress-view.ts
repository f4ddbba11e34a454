import type { BlobRef, CommitId } from './ids.ts';
import type { ModuleResult } from './migration-report.ts';
import type { ModuleView } from './module-view.ts';

export type MigrationPhase =
  | 'preparing'
  | 'first'
  | 'sweep'
  | 'last'
  | 'delivering'
  | 'completed'
  | 'cancelled'
  | 'failed';

/** A migration as its `progress` query shows it. */
export type ProgressView = {
  phase: MigrationPhase;
  base?: CommitId;
  plan?: BlobRef;
  total: number;
  /** Modules that have not begun. */
  planned: number;
  running: { key: string; path: string; workflowId: string }[];
  /** Running modules that wait for a person. */
  awaiting: ModuleView[];
  finished: ModuleResult[];
};
