import type { BudgetRaise } from './budget.ts';
import type { Effort } from './model-choice.ts';
import type { BlobRef, CommitId, ModuleKey } from './ids.ts';

/** How a decision reached the workflow: a signal (Temporal UI, `temporal` command) or an update through Drover's API or command line. */
export type Channel = 'signal' | 'api' | 'cli';

export type DecisionKind =
  | 'approvePlan'
  | 'rejectPlan'
  | 'approveMerge'
  | 'approveWave'
  | 'rejectMerge'
  | 'pause'
  | 'resume'
  | 'skip'
  | 'retry'
  | 'adopt'
  | 'concurrency'
  | 'rule'
  | 'cancel'
  | 'raiseBudget';

/** With what a new round is worked on, where that is not what the migration file says. */
export type RetrySettings = { model?: string; effort?: Effort; attempts?: number };

/** What a person decided, kept for good: who, when, through which door, why, and about exactly what. */
export type Decision = {
  kind: DecisionKind;
  actor: string;
  channel: Channel;
  /** Empty where none was given. */
  reason: string;
  /** Milliseconds since the epoch, by the workflow's clock. */
  at: number;
  module?: ModuleKey;
  /** Of a merge: the commit and the evidence that the decision names. */
  head?: CommitId;
  evidence?: BlobRef;
  /** Of a plan: its digest. */
  plan?: BlobRef;
  /** Of a wave: the digest of all merges that waited. */
  wave?: BlobRef;
  /** Of a retry of many: their keys. */
  modules?: ModuleKey[];
  /** Of a retry. */
  with?: RetrySettings;
  /** Of an adoption: the commit's id, or the branch, as the person named it. */
  commit?: string;
  /** How many modules run at once from then on. */
  concurrency?: number;
  /** The rule that the guide has from then on. */
  rule?: string;
  /** Of a raised budget: the new limits. */
  budget?: BudgetRaise;
};
