import type { BlobRef, CommitId, ModuleKey } from './ids.ts';
import type { ModuleRole } from './module-plan.ts';
import type { ModuleState } from './module-state.ts';

/** A module as a query shows it. */
export type ModuleView = {
  key: ModuleKey;
  path: string;
  role: ModuleRole;
  state: ModuleState;
  workflowId: string;
  attempt: number;
  attempts: number;
  turns: number;
  start?: CommitId;
  head?: CommitId;
  /** Set while it waits for a person: what an approval has to name. */
  awaits?: { head: CommitId; evidence: BlobRef };
  /** The newest thing that happened, in a sentence. */
  note: string;
  /** Why states of the module were refused so far, oldest first. */
  refused: string[];
  /** Signals that were refused, newest last, each with the reason. */
  refusedSignals: string[];
};
