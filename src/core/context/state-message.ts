import type { ConversationItem } from '../../domain/conversation.ts';
import { message } from './message.ts';

/** A conversation that begins anew in the middle: the one before did not fit any more, or was another model's. */
export type Resumed = 'compressed' | 'other-model';

export type AttemptState = {
  attempt: number;
  attempts: number;
  /** Why the conversation does not go on from the one before. */
  resumed?: Resumed;
  /** Paths that differ from the module's start. */
  changed: string[];
  /** Paths that the other members of its group have changed. */
  others?: string[];
  /** What the attempt has to answer to, as lines of text; empty for a plain beginning. */
  why: string;
};

const resumedWords: Record<Resumed, string> = {
  compressed: 'The conversation before this was too long and was shortened; what is kept of it follows.',
  'other-model': "The conversation before this was another model's, which got no further.",
};

const shownPaths = 100;

/**
 * The message that opens each attempt, and follows the opening when a conversation had to be shortened: attempt count,
 * changed files and what was refused stand here and not in the transcript, so that they can't be lost.
 */
export function stateMessage(state: AttemptState): ConversationItem {
  const lines = [`Attempt ${state.attempt} of ${state.attempts}.`];
  if (state.resumed !== undefined) lines.push(`${resumedWords[state.resumed]} The files above are as they are now.`);
  if (state.why !== '') lines.push(state.why);
  const { others = [] } = state;
  if (others.length > 0) {
    const more = others.length > shownPaths ? ` and ${others.length - shownPaths} more` : '';
    lines.push(`Changed by the other modules of its group: ${others.slice(0, shownPaths).join(', ')}${more}`);
  }
  lines.push(
    state.changed.length > 0 ? `Changed so far: ${state.changed.join(', ')}` : 'Nothing has been changed so far.',
  );
  return message(lines.join('\n'));
}
