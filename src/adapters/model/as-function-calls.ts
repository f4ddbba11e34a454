import type { ConversationItem } from '../../domain/conversation.ts';

/**
 * A conversation whose calls of custom tools read as calls of functions, for a provider or a model without custom tools: it may go on what
 * another one began.
 */
export function asFunctionCalls(items: ConversationItem[]): ConversationItem[] {
  return items.map((item) => {
    if (item.type === 'custom_tool_call_output') return { ...item, type: 'function_call_output' };
    if (item.type !== 'custom_tool_call') return item;
    const { input, id: _, ...rest } = item;
    return { ...rest, type: 'function_call', arguments: JSON.stringify({ input: input ?? '' }) };
  });
}
