import type { BlobRef, CommitId, MigrationId, ModuleKey } from '../../src/domain/ids.ts';
import type { MergeAnswer, MergeRequest } from '../messages.ts';

export type IntegrateInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  tip: CommitId;
  queue?: MergeRequest[];
  merged?: number;
  harmed?: QueueRun['harmed'];
};

/** The state of the running merge queue. */
export type QueueRun = {
  readonly input: IntegrateInput;
  /** The branch's newest commit. */
  tip: CommitId;
  merged: number;
  /** Who waits, in the order of arrival; a request stays here until it is answered. */
  queue: MergeRequest[];
  /** Of modules that went back because they made others red: which, so that those are verified when they come again. */
  harmed: Record<ModuleKey, ModuleKey[]>;
  /** Shows what the queue is at. */
  show(now: string): void;
  /** Takes a request out of the queue and tells its module what came of it. */
  answer(request: MergeRequest, answer: MergeAnswer): Promise<void>;
};
