import type { Json } from '../../domain/conversation.ts';

/** The text of an item's content or output: it is a string, or a list of parts that each may have a text, or a refusal in words. */
export function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(partText).join('\n');
}

function partText(part: Json): string {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return '';
  const text = part['text'] ?? part['refusal'];
  return typeof text === 'string' ? text : '';
}
