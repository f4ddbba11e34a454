import type { ConversationItem, Json } from '../../domain/conversation.ts';

/** PATH of the line `Module: PATH` in the first user message; undefined when there is none. */
export function moduleOf(items: ConversationItem[]): string | undefined {
  const first = items.find((item) => item.type === 'message' && item['role'] === 'user');
  return /^Module: (.+?)\s*$/m.exec(textOf(first?.['content']))?.[1];
}

function textOf(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) =>
      typeof part === 'object' && part !== null && !Array.isArray(part) && typeof part['text'] === 'string'
        ? part['text']
        : '',
    )
    .join('\n');
}
