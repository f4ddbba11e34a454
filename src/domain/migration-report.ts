import type { Decision } from './decision.ts';
import type { FinalVerification } from './final-verification.ts';
import type { BlobRef, CommitId, MigrationId, ModuleKey } from './ids.ts';
import type { MigrationMode } from './migration-mode.ts';
import type { ModuleRole } from './module-plan.ts';
import type { ModuleState } from './module-state.ts';
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
  /** Where the change was counted from, and the last state of the module's own line. */
  start?: CommitId;
  head?: CommitId;
  baseline?: { tests: number; failing: number };
  commit?: CommitId;
  evidence?: BlobRef;
  tests?: { before: number; after: number; matched: number };
  /** Why it is not merged, in a sentence. */
  reason?: string;
  /** The findings that refused the attempts before the last one, for the reader who asks what went wrong on the way. */
  refused: string[];
  approvedBy?: string;
  /** What people decided on it, oldest first. */
  decisions: Decision[];
  usage: Usage;
};

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
  /** The commands of the migration as a whole as they were at the base, where it has such commands; `problem` says why they prove nothing. */
  wholeBaseline?: { tests: number; failing: number; baseline: BlobRef; problem?: string };
  /** What was verified of the branch as a whole; none where the migration ended before that, or merges nothing by its mode. */
  finalVerification?: FinalVerification;
  /** Rounds that a person's 'retry' followed. */
  earlierRounds: ModuleResult[];
  /** What people decided on the migration as a whole, oldest first. */
  decisions: Decision[];
  usage: Usage;
  seconds: number;
  warnings: string[];
};
