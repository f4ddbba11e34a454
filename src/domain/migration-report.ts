import type { ReviewNote } from './review.ts';
import type { BudgetLine } from './budget.ts';
import type { Decision } from './decision.ts';
import type { FinalVerification } from './final-verification.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from './ids.ts';
import type { MigrationMode } from './migration-mode.ts';
import type { UnknownCalls } from './unknown-calls.ts';
import type { ModelTry } from './model-choice.ts';
import type { LeftOut } from './left-out.ts';
import type { ModuleFacts } from './module-facts.ts';
import type { ModuleRole } from './module-plan.ts';
import type { ModuleState } from './module-state.ts';
import type { Rollback } from './rollback.ts';
import type { Usage } from './usage.ts';

/** How a module ended. `commit` is where it landed on the integration branch; `evidence` is the digest of what proved it. */
export type ModuleResult = {
  key: ModuleKey;
  path: string;
  role: ModuleRole;
  state: ModuleState;
  round: number;
  attempts: number;
  turns: number;
  /** Model calls whose end nobody knows; none where it is missing. */
  unknown?: UnknownCalls[];
  /** The models that its attempts had, oldest first; none where no attempt was made. */
  tried?: ModelTry[];
  /** Where the change was counted from, and the last state of the module's own line. */
  start?: CommitId;
  head?: CommitId;
  /** Where its tests before the change were measured, if that is not `start`: a member of a group has that of its group. */
  measuredAt?: CommitId;
  /** The key of the group that it was a member of. */
  group?: ModuleKey;
  baseline?: { tests: number; failing: number };
  commit?: CommitId;
  evidence?: BlobRef;
  tests?: { before: number; after: number; matched: number };
  /** What reviews of its verified states came to, oldest first. */
  reviews?: ReviewNote[];
  /** Why it is not merged, in a sentence. */
  reason?: string;
  /** The findings that refused the attempts before the last one, for the reader who asks what went wrong on the way. */
  refused: string[];
  approvedBy?: string;
  /** What people decided on it, oldest first. */
  decisions: Decision[];
  usage: Usage;
};

/** How a group ended as a whole; what its members cost stands with them. */
export type GroupResult = ModuleResult & { members: ModuleKey[] };

export type MigrationStatus = 'completed' | 'completed-with-unresolved' | 'cancelled' | 'failed';

/** The tests before any change, of all modules together. */
export type BaselineSummary = {
  /** How many modules' tests were looked at, and for how many of them an earlier run of the very same was used. */
  measured: number;
  memoised: number;
  tests: number;
  passed: number;
  failed: number;
  skipped: number;
  /** Tests with different outcomes at the same commit; they count as passed. */
  flaky: number;
  /** The first of the failing ones, each with its module's path. */
  red: { path: string; test: string }[];
};

/** What is added to a report when it is written. */
export type ReportedProof = {
  /** The digest of the migration's evidence, which names that of each module. */
  evidence?: BlobRef;
  baseline?: BaselineSummary;
  /** Of the verifications that modules ended with: how many were made for it, and how many were found made already. */
  proofs?: { made: number; memoised: number };
};

/** What a migration ended in; written to the blob store, so that it outlives Temporal's memory. */
export type MigrationReport = ReportedProof & {
  v: 1;
  id: MigrationId;
  name: string;
  mode: MigrationMode;
  status: MigrationStatus;
  base: CommitId;
  head: CommitId;
  branch: string | null;
  modules: ModuleResult[];
  /** What it might have cost, from the modules' sizes alone, as it was guessed before it began. */
  estimate?: { low: Usage; high: Usage };
  /** How many modules each wave has, where modules wait for one another. */
  waves?: number[];
  /** Files that belong to no module, although it may be around them. */
  leftOut?: LeftOut[];
  /** Of a plan: what is known of each module before anything is done, by its path. */
  facts?: (ModuleFacts & { path: string })[];
  /** Which module is in which wave, from 0 on, and what it waits for, by their paths; of small migrations, for a picture. */
  order?: { path: string; wave: number; dependsOn: string[] }[];
  /** The groups, each as a whole: `path` is its name. */
  groups?: GroupResult[];
  /** The commands of the migration as a whole as they were at the base, where it has such commands; `problem` says why they prove nothing. */
  wholeBaseline?: { tests: number; failing: number; baseline: BlobRef; problem?: string };
  /** What was verified of the branch as a whole; none where the migration ended before that, or merges nothing by its mode. */
  finalVerification?: FinalVerification;
  /** What was taken back after its end, by a person's 'rollback', oldest first. */
  rollbacks?: Rollback[];
  /** Rounds that a person's 'retry' followed. */
  earlierRounds: ModuleResult[];
  /** What people decided on the migration as a whole, oldest first. */
  decisions: Decision[];
  usage: Usage;
  /** The models that were asked for a small call before it began, and what that cost beside `usage`. */
  probed?: { asked: string[]; usage: Usage };
  /** Model calls that were under way at a kill or a cancellation and that nobody made again: they may have been paid for, and are in no sum. */
  unanswered?: { path: string; place: string; calls: number }[];
  /** The limits of its budget, as they were at its end, and what was used of them. */
  budget?: BudgetLine[];
  seconds: number;
  warnings: string[];
};
