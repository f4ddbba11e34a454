import { ApplicationFailure } from '@temporalio/workflow';
import type { Verdict } from '../../activities/verify-module.ts';
import type { Feedback } from '../../src/domain/feedback.ts';
import { escalate, handOver, noteModel } from './escalate.ts';
import { afford } from './afford.ts';
import type { ModuleRun } from './module-run.ts';
import type { Step } from './step.ts';
import { takeTurns } from './take-turns.ts';
import { verify } from './verify.ts';

/** One attempt: turns until the model says that it is done, then the verification. */
export async function attemptModule(run: ModuleRun, feedback: Feedback): Promise<Step> {
  const { view, input } = run;
  if (view.attempt >= input.budget.attempts) {
    return { kind: 'ended', result: run.end('unresolved', { reason: `not verified after ${view.attempt} attempts` }) };
  }
  const spent = await afford(run, 'attempt');
  if (spent !== undefined) return { kind: 'ended', result: run.end('unresolved', { reason: spent }) };
  // What a person or the branch asks for now is no repetition of what was asked before.
  if (feedback.kind !== 'refused' && feedback.kind !== 'nothing-changed') run.failure = undefined;
  view.attempt += 1;
  noteModel(run, 1);
  run.enter('attempting', `Attempt ${view.attempt} of ${view.attempts}: the model works.`);
  const before = view.head;
  const turns = await takeTurns(run, feedback);

  const { start, head } = view;
  if (start === undefined || head === undefined)
    throw ApplicationFailure.nonRetryable('An attempt needs a commit to start from.', 'Broken');
  const isUnchanged = head === before;
  if (isUnchanged && turns.stuck) {
    return { kind: 'ended', result: handOver(run, 'turn after turn changed nothing and found nothing out') };
  }
  if (isUnchanged && head === start && feedback.kind !== 'nothing-changed' && feedback.kind !== 'refused') {
    run.refused(`attempt ${view.attempt}: nothing was changed`);
    return { kind: 'attempt', feedback: { kind: 'nothing-changed' } };
  }
  await run.gate();
  const verdict = await verify(run, `attempt-${view.attempt}`);
  if (verdict.verdict === 'rejected') return afterRefusal(run, verdict, { isUnchanged, isStuck: turns.stuck });
  // Its group may still find that it needs a change.
  if (head === start && input.group === undefined) {
    const more = {
      evidence: verdict.evidence,
      tests: verdict.tests,
      reason: 'the model found nothing to change, twice, and the tests agree',
    };
    return { kind: 'ended', result: run.end('unchanged', more) };
  }
  return { kind: 'candidate', candidate: { start, head, verdict } };
}

/** The same refusal twice, or an attempt that changed nothing, is no progress: the next attempt has more effort or another model. */
function afterRefusal(
  run: ModuleRun,
  verdict: Verdict,
  { isUnchanged, isStuck }: { isUnchanged: boolean; isStuck: boolean },
): Step {
  const { view } = run;
  run.refused(`attempt ${view.attempt}: ${verdict.findings.join(' ')}`);
  const isRepeated = run.failure === verdict.shape;
  run.failure = verdict.shape;
  const isOver = isStuck || ((isRepeated || isUnchanged) && !escalate(run));
  if (!isOver) return { kind: 'attempt', feedback: { kind: 'refused', evidence: verdict.evidence } };
  const why = isRepeated ? 'the same failure again and again' : 'nothing more was changed after the last refusal';
  const { evidence, tests } = verdict;
  return { kind: 'ended', result: handOver(run, `${why} (${verdict.findings[0] ?? ''})`, { evidence, tests }) };
}
