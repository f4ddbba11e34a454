import { createHash } from 'node:crypto';
import type { CompactedResponse } from 'openai/resources/responses/responses';
import type { ConversationItem } from '../../domain/conversation.ts';
import type { ResponsesRequest } from './responses-request.ts';

/**
 * The answer to POST /v1/responses/compact: the messages of users as they are, and one item that stands for all the rest, which only this
 * server is meant to read. It depends on the request alone.
 */
export function composeCompaction(
  request: ResponsesRequest,
  bodyHash: string,
  { inputTokens, cachedTokens }: { inputTokens: number; cachedTokens: number },
): CompactedResponse {
  const kept = request.input.filter((item) => item.type === 'message' && item['role'] === 'user');
  const dropped = request.input.filter((item) => !kept.includes(item));
  const compaction = {
    id: `cmp_${bodyHash.slice(0, 40)}`,
    type: 'compaction',
    encrypted_content: encrypted(dropped),
  };
  const outputTokens = Math.ceil(compaction.encrypted_content.length / 4);
  return {
    id: `resp_${bodyHash.slice(0, 48)}`,
    object: 'response.compaction',
    created_at: 0,
    // The package's type leaves out messages of users, though its own description names them.
    output: [...kept, compaction] as unknown as CompactedResponse['output'],
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  };
}

function encrypted(dropped: ConversationItem[]): string {
  const hash = createHash('sha256').update(JSON.stringify(dropped)).digest('hex');
  return Buffer.from(`A rehearsal has no memory; this stands for ${dropped.length} items (${hash}).`).toString(
    'base64',
  );
}
