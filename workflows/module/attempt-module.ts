import { ApplicationFailure } from '@temporalio/workflow';
import type { Feedback } from '../../src/domain/feedback.ts';
import { activities } from '../proxies.ts';
import type { ModuleRun } from './module-run.ts';
import type { Step } from './step.ts';
import { verify } from './verify.ts';

/** How often an attempt may drop a conversation that no longer fits the model. */
const maxShortenings = 3;

/** One attempt: turns until the model says that it is done, then the verification. */
export async function attemptModule(run: ModuleRun, feedback: Feedback): Promise<Step> {
  const { view, input } = run;
  if (view.attempt >= input.budget.attempts) {
    return { kind: 'ended', result: run.end('unresolved', { reason: `not verified after ${view.attempt} attempts` }) };
  }
  const spent = run.budgetProblem();
  if (spent !== undefined) return { kind: 'ended', result: run.end('unresolved', { reason: spent }) };
  view.attempt += 1;
  run.enter('attempting', `Attempt ${view.attempt} of ${view.attempts}: the model works.`);
  const before = view.head;
  await takeTurns(run, feedback);

  const { start, head } = view;
  if (start === undefined || head === undefined)
    throw ApplicationFailure.nonRetryable('An attempt needs a commit to start from.', 'Broken');
  if (head === start && before === start && feedback.kind !== 'nothing-changed') {
    run.refused(`attempt ${view.attempt}: nothing was changed`);
    return { kind: 'attempt', feedback: { kind: 'nothing-changed' } };
  }
  await run.gate();
  const verdict = await verify(run, `attempt-${view.attempt}`);
  if (verdict.verdict === 'rejected') {
    run.refused(`attempt ${view.attempt}: ${verdict.findings.join(' ')}`);
    return { kind: 'attempt', feedback: { kind: 'refused', evidence: verdict.evidence } };
  }
  if (head === start) {
    const more = {
      evidence: verdict.evidence,
      tests: verdict.tests,
      reason: 'the model found nothing to change, twice, and the tests agree',
    };
    return { kind: 'ended', result: run.end('unchanged', more) };
  }
  return { kind: 'candidate', candidate: { start, head, verdict } };
}

async function takeTurns(run: ModuleRun, feedback: Feedback): Promise<void> {
  const { model, sandbox } = activities();
  const { view, step, input } = run;
  let shortenings = 0;
  for (let turn = 1; turn <= input.budget.turns; turn += 1) {
    const { start, head, attempt } = view;
    if (start === undefined || head === undefined)
      throw ApplicationFailure.nonRetryable('A turn needs a commit to start from.', 'Broken');
    await run.gate();
    // What was paid for is verified all the same.
    if (run.budgetProblem() !== undefined) return;
    const where = `attempt ${attempt}, turn ${turn}`;
    const reply = await model.callModel.executeWithOptions({ summary: `${where}: model` }, [
      {
        ...step,
        attempt,
        turn,
        start,
        commit: head,
        ...(run.conversation !== undefined && { conversation: run.conversation }),
        shortened: shortenings > 0,
        feedback,
      },
    ]);
    if (reply.kind === 'overflow') {
      if (shortenings === maxShortenings || run.conversation === undefined) {
        throw ApplicationFailure.nonRetryable(
          "the module's opening does not fit the model's context: split the module, or choose another model",
          'Overflow',
        );
      }
      // Goal, guide, files and state are written anew at the next turn; only the transcript is gone.
      run.conversation = undefined;
      shortenings += 1;
      continue;
    }
    view.turns += 1;
    run.charge(reply.usage);
    run.conversation = reply.conversation;
    run.enter('attempting', `${where}: ${reply.said}`);
    if (reply.calls === 0 && reply.incomplete === undefined) return;
    const tools = await sandbox.runTools.executeWithOptions({ summary: `${where}: ${reply.said.slice(0, 100)}` }, [
      {
        ...step,
        attempt,
        turn,
        start,
        commit: head,
        conversation: reply.conversation,
        reply: reply.reply,
        ...(reply.incomplete !== undefined && { incomplete: reply.incomplete }),
        date: Math.floor(Date.now() / 1000),
      },
    ]);
    run.conversation = tools.conversation;
    view.head = tools.commit;
  }
}
