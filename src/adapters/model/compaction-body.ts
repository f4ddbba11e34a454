import type { ResponseCompactParams, ResponseInput } from 'openai/resources/responses/responses';
import type { ModelRequest } from '../../ports/model.ts';
import { asFunctionCalls } from './as-function-calls.ts';
import { cacheKey } from './cache-key.ts';

/** The body of POST /responses/compact for a request: what the provider needs of it to shorten its input. */
export function compactionBody(request: ModelRequest): ResponseCompactParams {
  const input = request.patchTool === 'custom' ? request.input : asFunctionCalls(request.input);
  return {
    model: request.model,
    instructions: request.instructions,
    prompt_cache_key: cacheKey(request.cacheKey),
    // Items go back as the provider sent them, so their type here is wider than the package's.
    input: input as unknown as ResponseInput,
  };
}
