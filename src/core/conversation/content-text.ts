import type { Json } from '../../domain/conversation.ts';

/** The text of an item's content or output: it is a string, or a list of parts that each may have a text. */
export function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(partText).join('\n');
}

function partText(part: Json): string {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return '';
  return typeof part['text'] === 'string' ? part['text'] : '';
}
