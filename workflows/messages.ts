import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ApprovedConfiguration } from '../src/domain/configuration-change.ts';
import type { Decision, DecisionKind } from '../src/domain/decision.ts';
import type { BlobRef, CommitId, ModuleKey } from '../src/domain/ids.ts';
import type { ModuleResult } from '../src/domain/migration-report.ts';
import type { ModuleView } from '../src/domain/module-view.ts';
import type { ProgressView } from '../src/domain/progress-view.ts';
import type { Usage } from '../src/domain/usage.ts';

/**
 * Decisions by people. Each is a signal (also from the Temporal UI) and an update of the same name (Drover's API and command line), and
 * takes `unknown`, because a handler must survive whatever was typed there: `{ v: 1, actor, reason, ... }` with
 * `head` and `evidence` for a merge, `plan` for a plan, `kind` (skip, retry) and `module` to steer.
 */
export type DecisionMessage = Exclude<DecisionKind, 'skip' | 'retry'> | 'steer';

/** From a migration to its running modules. */
export const setPausedSignal = defineSignal<[{ v: 1; paused: boolean }]>('setPaused');
export const skipModuleSignal = defineSignal<[{ v: 1; decision: Decision }]>('skipModule');

/** From a migration to its running modules: changes of these kinds of configuration are approved for all of them. */
export const configurationApprovedSignal =
  defineSignal<[{ v: 1; approved: ApprovedConfiguration[] }]>('configurationApproved');

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
  /** What the module has used so far. */
  usage?: Usage;
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
