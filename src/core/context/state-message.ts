import type { ConversationItem } from '../../domain/conversation.ts';
import { message } from './message.ts';

export type AttemptState = {
  attempt: number;
  attempts: number;
  /** True when the transcript so far no longer fitted and was dropped. */
  shortened: boolean;
  /** Paths that differ from the module's start. */
  changed: string[];
  /** What the attempt has to answer to, as lines of text; empty for a plain beginning. */
  why: string;
};

/**
 * The message that opens each attempt, and follows the opening when a conversation had to be shortened: attempt count,
 * changed files and what was refused stand here and not in the transcript, so that they can't be lost.
 */
export function stateMessage(state: AttemptState): ConversationItem {
  const lines = [`Attempt ${state.attempt} of ${state.attempts}.`];
  if (state.shortened) {
    lines.push('The conversation before this was too long and was dropped. The files above are as they are now.');
  }
  if (state.why !== '') lines.push(state.why);
  lines.push(
    state.changed.length > 0 ? `Changed so far: ${state.changed.join(', ')}` : 'Nothing has been changed so far.',
  );
  return message(lines.join('\n'));
}
