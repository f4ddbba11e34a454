import type { ConversationItem, Json } from '../../domain/conversation.ts';

/**
 * The items of a reply as they can go back in the next request. What is no item at all is dropped; a tool call without `call_id`, as some
 * compatible servers send it, gets its own id or one by its place, since a call that can't be answered would make every later request invalid.
 */
export function replyItems(output: readonly unknown[]): ConversationItem[] {
  return output.filter(isItem).map((item, index) => {
    const isCall = item.type === 'function_call' || item.type === 'custom_tool_call';
    if (!isCall || isText(item['call_id'])) return item;
    return { ...item, call_id: isText(item['id']) ? item['id'] : `call_${index}` };
  });
}

function isItem(value: unknown): value is ConversationItem {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
