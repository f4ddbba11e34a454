import type { ConversationItem } from '../../domain/conversation.ts';
import type { ModelReply } from '../../ports/model.ts';

/**
 * A reply's token counts. Where the provider sent none (some compatible servers do not when streaming), they are estimated at four bytes
 * a token, so that a budget still sees the call.
 */
export function readUsage(usage: unknown, body: () => string, items: ConversationItem[]): ModelReply['usage'] {
  const cachedTokens = count(field(field(usage, 'input_tokens_details'), 'cached_tokens')) ?? 0;
  return {
    inputTokens: count(field(usage, 'input_tokens')) ?? estimate(body()),
    cachedTokens,
    outputTokens: count(field(usage, 'output_tokens')) ?? estimate(JSON.stringify(items)),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function estimate(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}
