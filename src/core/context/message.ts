import type { ConversationItem } from '../../domain/conversation.ts';

/** A user message with one text, in the Responses API's shape. */
export function message(text: string): ConversationItem {
  return { type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}
