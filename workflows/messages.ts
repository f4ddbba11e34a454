import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { BlobRef, CommitId, ModuleKey } from '../src/domain/ids.ts';
import type { ModuleResult } from '../src/domain/migration-report.ts';
import type { ModuleView } from '../src/domain/module-view.ts';
import type { ProgressView } from '../src/domain/progress-view.ts';

/**
 * Decisions by people, also from the Temporal UI: the payload is `{ v: 1, head, evidence, actor, reason }`. They take `unknown`
 * because a handler must survive whatever was typed there.
 */
export const approveMergeSignal = defineSignal<[unknown]>('approveMerge');
export const rejectMergeSignal = defineSignal<[unknown]>('rejectMerge');

/** From a module to its migration: it began to wait for a person, went on, or ended. */
export type ModuleChange = { v: 1; key: ModuleKey; view?: ModuleView; result?: ModuleResult };
export const moduleChangedSignal = defineSignal<[ModuleChange]>('moduleChanged');

/** From a module to the merge queue. */
export type MergeRequest = {
  v: 1;
  key: ModuleKey;
  path: string;
  round: number;
  workflowId: string;
  start: CommitId;
  head: CommitId;
  baseline: BlobRef;
  evidence: BlobRef;
  /** Goes into the merged commit's message. */
  body: string;
};
export const enqueueMergeSignal = defineSignal<[MergeRequest]>('enqueueMerge');
/** To the merge queue: nothing more will come. */
export const closeQueueSignal = defineSignal('closeQueue');

/** From the merge queue back to the module. `tip` is where a module that could not land has to start again. */
export type MergeAnswer =
  | { v: 1; kind: 'merged'; head: CommitId; commit: CommitId; evidence: BlobRef }
  | { v: 1; kind: 'conflict'; head: CommitId; tip: CommitId; paths: string[] }
  | { v: 1; kind: 'red'; head: CommitId; tip: CommitId; evidence: BlobRef }
  | { v: 1; kind: 'failed'; head: CommitId; reason: string }
  | { v: 1; kind: 'cancelled'; head: CommitId };
export const mergeAnsweredSignal = defineSignal<[MergeAnswer]>('mergeAnswered');

export const progressQuery = defineQuery<ProgressView>('progress');
export const moduleQuery = defineQuery<ModuleView | undefined, [string?]>('module');
