import { noteUnknown } from './note-unknown.ts';
import { ApplicationFailure } from '@temporalio/workflow';
import type { Feedback } from '../../src/domain/feedback.ts';
import { activities } from '../proxies.ts';
import { around } from './around.ts';
import { commits } from './commits.ts';
import { modelNow } from './escalate.ts';
import type { ModuleRun } from './module-run.ts';

/** From this share of the model's input limit on, a conversation is shortened before its next request. */
const threshold = 0.8;
const maxCompressions = 3;

/** An attempt's compressions: how many there were, and whether the model has answered since the last one. */
export type Compressions = { count: number; answered: boolean };

/** Shortens the conversation where its next request would come near to the model's limit. */
export async function compressInTime(
  run: ModuleRun,
  feedback: Feedback,
  turn: number,
  so: Compressions,
): Promise<void> {
  if (run.conversation === undefined || so.count >= maxCompressions) return;
  if (run.contextTokens >= threshold * modelNow(run).inputLimit) await compress(run, feedback, turn, so, 'threshold');
}

/** Shortens a conversation that the provider refused as too long. False when the attempt may do so no more: its turns are over. */
export async function compressOverflow(
  run: ModuleRun,
  feedback: Feedback,
  turn: number,
  so: Compressions,
): Promise<boolean> {
  if (so.count < maxCompressions) {
    await compress(run, feedback, turn, so, 'overflow');
    return true;
  }
  // However much is dropped, there was never an answer: it is the opening that does not fit.
  if (!so.answered) {
    throw ApplicationFailure.nonRetryable(
      "the module's opening does not fit the model's context: split the module, or choose another model",
      'Overflow',
    );
  }
  run.refused(`attempt ${run.view.attempt}: the conversation did not fit after ${so.count} compressions`);
  return false;
}

async function compress(
  run: ModuleRun,
  feedback: Feedback,
  turn: number,
  so: Compressions,
  why: 'threshold' | 'overflow',
): Promise<void> {
  so.count += 1;
  so.answered = false;
  const { attempt } = run.view;
  const words = why === 'threshold' ? 'it comes near to the limit' : 'it does not fit';
  const summary = `attempt ${attempt}, before turn ${turn}: the conversation is shortened, ${words}`;
  const compression = await activities().model.compressContext.executeWithOptions({ summary }, [
    {
      ...run.step,
      attempt,
      attempts: run.input.budget.attempts,
      turn,
      number: so.count,
      why,
      ...commits(run),
      ...(run.conversation !== undefined && { conversation: run.conversation }),
      model: modelNow(run),
      feedback,
      ...around(run),
    },
  ]);
  run.charge(compression.usage);
  noteUnknown(run, turn, compression.unknown);
  run.conversation = compression.conversation;
  run.contextTokens = compression.after;
  run.enter(
    'attempting',
    `attempt ${attempt}, before turn ${turn}: the conversation was shortened from about ${compression.before} to ${compression.after} tokens`,
  );
}
