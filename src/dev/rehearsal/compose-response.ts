import type { ResponseOutputItem, Tool } from 'openai/resources/responses/responses';
import type { BrainAnswer } from './brain.ts';
import type { FailurePlan } from './failure-plan.ts';
import { outputItems } from './output-items.ts';
import { outputTokens } from './output-tokens.ts';
import type { ResponsesRequest } from './responses-request.ts';
import { useless } from './useless-items.ts';
import type { WireResponse } from './wire.ts';

/**
 * The whole response to a request: completed; incomplete when the answer is longer than `max_output_tokens` or the plan says so; or failed. All of
 * it but the cached tokens depends on the request alone, so there is no clock in it either.
 */
export function composeResponse(
  request: ResponsesRequest,
  bodyHash: string,
  answer: BrainAnswer,
  tokens: { inputTokens: number; cachedTokens: number },
  plan: FailurePlan | undefined,
): WireResponse {
  const response = emptyResponse(request, bodyHash);
  if (plan?.kind === 'failed') {
    return {
      ...response,
      status: 'failed',
      error: { code: 'server_error', message: 'The model failed while it was answering.' },
    };
  }
  const items = useless(plan, bodyHash) ?? outputItems(answer, request, bodyHash);
  const whole = outputTokens(items);
  const limit = request.max_output_tokens ?? Number.POSITIVE_INFINITY;
  if (plan?.kind === 'incomplete' || whole.total > limit) {
    const output = cutShort(items);
    const spent = { total: Math.min(whole.total, limit), reasoning: Math.min(whole.reasoning, limit) };
    return {
      ...response,
      status: 'incomplete',
      incomplete_details: { reason: (plan?.kind === 'incomplete' && plan.reason) || 'max_output_tokens' },
      output,
      usage: usageOf(tokens, spent),
    };
  }
  return { ...response, status: 'completed', output: items, usage: usageOf(tokens, whole) };
}

function emptyResponse(request: ResponsesRequest, bodyHash: string): WireResponse {
  return {
    id: `resp_${bodyHash.slice(0, 48)}`,
    object: 'response',
    created_at: 0,
    status: 'in_progress',
    model: request.model,
    metadata: { ...request.metadata, 'x-drover-rehearsal': 'true' },
    instructions: request.instructions ?? null,
    // Sent back as they came, as the real API does; the rehearsal does not check their schemas.
    tools: (request.tools ?? []) as unknown as Tool[],
    tool_choice: 'auto',
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    max_output_tokens: request.max_output_tokens ?? null,
    prompt_cache_key: request.prompt_cache_key ?? null,
    temperature: null,
    top_p: null,
    error: null,
    incomplete_details: null,
    output: [],
  };
}

function usageOf(input: { inputTokens: number; cachedTokens: number }, output: { total: number; reasoning: number }) {
  return {
    input_tokens: input.inputTokens,
    input_tokens_details: { cached_tokens: input.cachedTokens, cache_write_tokens: 0 },
    output_tokens: output.total,
    output_tokens_details: { reasoning_tokens: output.reasoning },
    total_tokens: input.inputTokens + output.total,
  };
}

/** What is left of an answer that was cut off: no calls, and half of the text. */
function cutShort(items: ResponseOutputItem[]): ResponseOutputItem[] {
  return items.flatMap((item): ResponseOutputItem[] => {
    if (item.type === 'reasoning') return [item];
    if (item.type !== 'message') return [];
    const content = item.content.map((part) =>
      part.type === 'output_text' ? { ...part, text: half(part.text) } : part,
    );
    return [{ ...item, status: 'incomplete', content }];
  });
}

function half(text: string): string {
  const characters = Array.from(text);
  return characters.slice(0, characters.length / 2).join('');
}
