import {
  ApplicationFailure,
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  patched,
  setHandler,
} from '@temporalio/workflow';
import type { Decision } from '../../src/domain/decision.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import { enqueueMergeSignal, mergeAnsweredSignal, type MergeAnswer } from '../messages.ts';
import { beginModule } from './begin-module.ts';
import { endSkipped } from './end-skipped.ts';
import type { ModuleRun } from './module-run.ts';
import type { Candidate, Step } from './step.ts';

/** How often a module may come back from the merge queue before it is given to a person. */
const maxSentBack = 5;

/** Asks the merge queue to land an approved candidate, and waits for its answer, also when the module is being cancelled. */
export async function landModule(run: ModuleRun, candidate: Candidate, decision: Decision): Promise<Step> {
  const { verdict } = candidate;
  await run.gate();
  const answer = await askQueue(run, candidate, decision);
  const more: Partial<ModuleResult> = { evidence: verdict.evidence, tests: verdict.tests, approvedBy: decision.actor };
  return afterAnswer(run, answer, more);
}

/** Puts a candidate into the merge queue; comes back with the queue's answer, whatever happens meanwhile. */
export async function askQueue(run: ModuleRun, candidate: Candidate, decision: Decision): Promise<MergeAnswer> {
  const { start, head, verdict } = candidate;
  let answer: MergeAnswer | undefined;
  setHandler(mergeAnsweredSignal, (given: unknown) => {
    const known = given as MergeAnswer | null | undefined;
    if (known?.head === head) answer = known;
  });
  run.enter('merging', 'Approved; it waits for its turn in the merge queue.');
  // The branch may move at any moment from here on: whatever happens to this workflow, it must hear what came of it.
  await CancellationScope.nonCancellable(async () => {
    await getExternalWorkflowHandle(run.input.queue).signal(enqueueMergeSignal, {
      v: 1,
      key: run.view.key,
      path: run.view.path,
      round: run.input.round,
      workflowId: run.view.workflowId,
      start,
      head,
      baseline: run.baseline ?? '',
      evidence: verdict.evidence,
      usage: run.view.usage,
      body: `Approved by: ${decision.actor}\nVerified head: ${head}\nEvidence: ${verdict.evidence}`,
    });
    await condition(() => answer !== undefined);
  });
  if (answer === undefined) throw ApplicationFailure.nonRetryable('An answer that was there is gone.', 'Broken');
  return answer;
}

async function afterAnswer(run: ModuleRun, answer: MergeAnswer, more: Partial<ModuleResult>): Promise<Step> {
  switch (answer.kind) {
    case 'merged':
      return {
        kind: 'ended',
        result: run.end(run.input.adopt ? 'adopted' : 'merged', {
          ...more,
          commit: answer.commit,
          evidence: answer.evidence,
        }),
      };
    case 'cancelled':
      return { kind: 'ended', result: run.end('cancelled', { ...more, reason: 'cancelled before it was merged' }) };
    case 'failed':
      return {
        kind: 'ended',
        result: run.end('unresolved', { ...more, reason: `the merge failed: ${answer.reason}` }),
      };
    case 'conflict':
      run.refused(`the merge conflicts in ${answer.paths.join(', ')}`);
      return sendBack(run, answer.tip, () => beginModule(run, answer.tip, { kind: 'conflict', paths: answer.paths }));
    case 'ungenerated':
      run.refused(`merged, its generated files could not be made: ${answer.said}`);
      return sendBack(run, answer.tip, () => beginModule(run, answer.tip, { kind: 'ungenerated', said: answer.said }));
    case 'red':
      run.refused('merged with what others changed, it is red');
      return sendBack(run, answer.tip, () =>
        beginModule(run, answer.tip, { kind: 'red-after-merge', evidence: answer.evidence }),
      );
    default:
      return answer satisfies never;
  }
}

async function sendBack(run: ModuleRun, tip: string, again: () => Promise<Step>): Promise<Step> {
  if (run.skipped !== undefined && patched('skip-after-merge'))
    return { kind: 'ended', result: endSkipped(run, run.skipped) };
  run.sentBack += 1;
  if (run.sentBack <= maxSentBack) return again();
  const reason = `sent back from the merge queue ${run.sentBack} times, last at ${tip}`;
  return { kind: 'ended', result: run.end('unresolved', { reason }) };
}
