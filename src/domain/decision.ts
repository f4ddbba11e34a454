import type { BlobRef, CommitId, ModuleKey } from './ids.ts';

/** How a decision reached the workflow: a signal (Temporal UI, `temporal` command) or an update through Drover's API or command line. */
export type Channel = 'signal' | 'api' | 'cli';

export type DecisionKind =
  | 'approvePlan'
  | 'rejectPlan'
  | 'approveMerge'
  | 'rejectMerge'
  | 'pause'
  | 'resume'
  | 'skip'
  | 'retry'
  | 'cancel';

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
};
