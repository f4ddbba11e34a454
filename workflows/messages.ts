import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ApprovedConfiguration } from '../src/domain/configuration-change.ts';
import type { Decision, DecisionKind } from '../src/domain/decision.ts';
import type { Feedback } from '../src/domain/feedback.ts';
import type { Lease } from '../src/core/budget/lease.ts';
import type { BudgetLine } from '../src/domain/budget.ts';
import type { BlobRef, CommitId, ModuleKey } from '../src/domain/ids.ts';
import type { ModuleResult } from '../src/domain/migration-report.ts';
import type { ModuleView } from '../src/domain/module-view.ts';
import type { ProgressView } from '../src/domain/progress-view.ts';
import type { Rollback } from '../src/domain/rollback.ts';
import type { Usage } from '../src/domain/usage.ts';

/**
 * Decisions by people. Each is a signal (also from the Temporal UI) and an update of the same name (Drover's API and command line), and
 * takes `unknown`, because a handler must survive whatever was typed there: `{ v: 1, actor, reason, ... }` with
 * `head` and `evidence` for a merge, `plan` for a plan, `kind` (skip, retry, adopt, concurrency, rule) and what it is about to steer.
 */
export type DecisionMessage = Exclude<DecisionKind, 'skip' | 'retry' | 'adopt' | 'concurrency' | 'rule'> | 'steer';

/** From a migration to its running modules. */
export const setPausedSignal = defineSignal<[{ v: 1; paused: boolean }]>('setPaused');
export const skipModuleSignal = defineSignal<[{ v: 1; decision: Decision }]>('skipModule');

/** From a migration to its running modules: changes of these kinds of configuration are approved for all of them. */
export const configurationApprovedSignal =
  defineSignal<[{ v: 1; approved: ApprovedConfiguration[] }]>('configurationApproved');

/** From a migration to a module or group that waits: its wave is approved, or, without a decision, nobody decided on it in time. */
export type WaveDecided = { v: 1; head: CommitId; evidence: BlobRef; decision?: Decision };
export const waveDecidedSignal = defineSignal<[WaveDecided]>('waveDecided');

/** From a migration to a module that has used what it was lent: what it may use now; `over` says why it is to end instead. */
export type LeaseChange = { v: 1; lease: Lease; over?: string };
export const leaseChangedSignal = defineSignal<[LeaseChange]>('leaseChanged');

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
  /** The command that makes generated files anew failed on what was merged. */
  | { v: 1; kind: 'ungenerated'; head: CommitId; tip: CommitId; said: string }
  | { v: 1; kind: 'red'; head: CommitId; tip: CommitId; evidence: BlobRef }
  | { v: 1; kind: 'failed'; head: CommitId; reason: string }
  | { v: 1; kind: 'cancelled'; head: CommitId };
export const mergeAnsweredSignal = defineSignal<[MergeAnswer]>('mergeAnswered');

/** From a member of a group to its group: its own verification is green, and what it has changed lies between the two commits. */
export type MemberReady = { v: 1; key: ModuleKey; start: CommitId; head: CommitId };
export const memberReadySignal = defineSignal<[MemberReady]>('memberReady');

/** From a group to a member that is ready. */
export type GroupAnswer =
  /** One more attempt: begun again on a commit, or gone on with from what the whole group has changed. */
  | { v: 1; kind: 'again'; feedback: Feedback; begin?: CommitId; start?: CommitId; head?: CommitId }
  /** The group lands, or does not after all: meanwhile the member can't be skipped. The member answers to `landing` that it is ready. */
  | { v: 1; kind: 'landing' | 'held' }
  /** The group has landed; `start` and `head` are the member's own commit in it. */
  | { v: 1; kind: 'landed'; commit: CommitId; start: CommitId; head: CommitId; approvedBy: string }
  /** Nothing of the group lands. */
  | { v: 1; kind: 'over'; reason: string };
export const groupAnsweredSignal = defineSignal<[GroupAnswer]>('groupAnswered');

/** From a migration to a group: a person skips a member, which may not have begun. */
export const skipMemberSignal = defineSignal<[{ v: 1; key: ModuleKey; decision: Decision }]>('skipMember');

export const progressQuery = defineQuery<ProgressView>('progress');
/** The results of the modules that have ended, 200 at most, from the given number on; an empty list says that there are no more. */
export const resultsQuery = defineQuery<ModuleResult[], [number?]>('results');
export const budgetQuery = defineQuery<BudgetLine[]>('budget');
export const guideQuery = defineQuery<{ version: number; rules: string[] }>('guide');
export const rollbackQuery = defineQuery<Rollback>('rollback');
export const moduleQuery = defineQuery<ModuleView | undefined, [string?]>('module');
