import type { ConversationItem } from '../../domain/conversation.ts';

/**
 * Splits a transcript into its turns: what the model said and asked for, and the outputs that answered it. A turn is kept whole or not at all,
 * since providers refuse a call without its output and an output without its call. Drover's own messages are left out: they are written
 * anew into every context.
 */
export function conversationBlocks(items: ConversationItem[]): ConversationItem[][] {
  const blocks: ConversationItem[][] = [];
  let isOpen = false;
  for (const item of items) {
    if (isOurs(item)) {
      isOpen = false;
      continue;
    }
    const last = blocks.at(-1);
    const isAnswered = last?.some(isOutput) === true && !isOutput(item);
    if (!isOpen || last === undefined || isAnswered) blocks.push([item]);
    else last.push(item);
    isOpen = true;
  }
  return blocks;
}

function isOurs(item: ConversationItem): boolean {
  return item.type === 'message' && item['role'] !== 'assistant';
}

function isOutput(item: ConversationItem): boolean {
  return item.type.endsWith('_output');
}
