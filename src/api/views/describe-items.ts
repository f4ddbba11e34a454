import { contentText } from '../../core/conversation/content-text.ts';
import type { ConversationItem, ToolCall } from '../../domain/conversation.ts';
import { toolCalls } from '../../core/conversation/tool-calls.ts';

/** What the model said and asked for, as text: its words, then each tool call. */
export function describeReply(items: ConversationItem[]): string {
  const words = items.filter(({ type }) => type === 'message').map((item) => contentText(item['content']));
  const calls = toolCalls(items).map(describeCall);
  return [...words, ...calls].filter((text) => text.trim() !== '').join('\n\n');
}

/** What the tools answered, as text. */
export function describeOutputs(items: ConversationItem[]): string {
  return items
    .map((item) => (item.type === 'message' ? contentText(item['content']) : contentText(item['output'])))
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

/** A tool call as a person would write it: the command, or the patch. */
export function describeCall(call: ToolCall): string {
  switch (call.tool) {
    case 'shell':
      return call.commands.map((command) => `$ ${command}`).join('\n');
    case 'apply_patch':
      return call.patch;
    case 'unknown':
      return `(a call of ${call.name}: ${call.problem})`;
    default:
      return call satisfies never;
  }
}
