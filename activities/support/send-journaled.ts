import { Failure } from '../../src/domain/failure.ts';
import type { Journal } from '../../src/ports/journal.ts';
import type { ModelReply } from '../../src/ports/model.ts';

type How<Outcome> = {
  /** The reply in an outcome, where there is one: it was paid for, even when it was cut off. */
  replyOf: (outcome: Outcome) => ModelReply | undefined;
  /** True when nothing new is sent: a reply that the provider is making is taken up again. */
  isResumed?: boolean;
  /** True when the provider goes on with the reply although the call fails. */
  goesOn?: boolean;
};

/**
 * Sends a request whose reply the journal does not have: notes that it is about to be sent, and records the reply before anybody gets it. What ends in this
 * process without a reply is noted, too, so that what remains open was under way when a worker died or gave up.
 */
export async function sendJournaled<Outcome>(
  journal: Journal,
  key: string,
  send: () => Promise<Outcome>,
  { replyOf, isResumed = false, goesOn = false }: How<Outcome>,
): Promise<Outcome> {
  const intent = isResumed ? undefined : await journal.intend(key);
  const settle = async () => {
    if (intent !== undefined) await journal.settle(key, intent);
  };
  try {
    const outcome = await send();
    const reply = replyOf(outcome);
    // Without a reply the request was refused before anything was computed.
    await (reply === undefined ? settle() : journal.record(key, reply));
    return outcome;
  } catch (error) {
    if (error instanceof Failure && !goesOn) await settle();
    throw error;
  }
}
