import type { AwaitedBudget, BudgetLine } from './budget.ts';
import type { Decision } from './decision.ts';
import type { FinalProgress } from './final-verification.ts';
import type { BlobRef, CommitId } from './ids.ts';
import type { MigrationMode } from './migration-mode.ts';
import type { ModuleResult } from './migration-report.ts';
import type { ModuleView } from './module-view.ts';
import type { ReasonGroup } from './reason-group.ts';
import type { Usage } from './usage.ts';

/** A wave whose merges wait for one approval; `since` in milliseconds since the epoch. */
export type AwaitedWave = { wave: BlobRef; merges: number; since: number; reminders: number };

export type MigrationPhase =
  | 'preparing'
  /** The plan waits for a person. */
  | 'awaiting-plan-approval'
  | 'first'
  | 'sweep'
  | 'last'
  /** The integration branch is verified as a whole. */
  | 'verifying'
  | 'delivering'
  | 'completed'
  | 'completed-with-unresolved'
  | 'cancelled'
  | 'failed';

/** A migration as its `progress` query shows it. */
export type ProgressView = {
  name: string;
  mode: MigrationMode;
  phase: MigrationPhase;
  /** True while no module may begin and no running one may take its next step. */
  paused: boolean;
  /** Set while the plan waits for a person: what an approval has to name, and since when, in milliseconds since the epoch. */
  awaitsPlan?: { plan: BlobRef; since: number };
  /** Set while a wave waits as a whole: what an approval has to name, how many modules and groups it has, and since when. */
  awaitsWave?: AwaitedWave;
  /** Set while it, or a module of it, waits for a higher budget. */
  awaitsBudget?: AwaitedBudget;
  /** Its limits and what is used of them, as far as running modules have told it. */
  budget?: BudgetLine[];
  base?: CommitId;
  plan?: BlobRef;
  total: number;
  /** Modules that have not begun. */
  planned: number;
  running: { key: string; path: string; workflowId: string }[];
  /** Groups at work; their members stand in `running`, too. */
  groups?: { key: string; name: string; workflowId: string; members: string[] }[];
  /** Running modules, and groups, that wait for a person. */
  awaiting: ModuleView[];
  /** How all modules that have ended did. */
  ended: { merged: number; unchanged: number; unresolved: number; other: number };
  /** The modules that ended last, the newest one last; the query 'results' has all. */
  finished: ModuleResult[];
  /** Why modules did not end well, the commonest reasons first, each with some of its modules. */
  reasons: ReasonGroup[];
  /** What all rounds that have ended have used. */
  usage: Usage;
  /** How far the final verification is, once it has begun. */
  final?: FinalProgress;
  /** What people decided on the migration as a whole, oldest first; what they decided on modules stands there. */
  decisions: Decision[];
  /** Signals to the migration that were refused, newest last, each with the reason. */
  refusedSignals: string[];
  warnings: string[];
};
