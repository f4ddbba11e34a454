import type { ResponseCreateParamsStreaming, ResponseInput } from 'openai/resources/responses/responses';
import type { ModelRequest } from '../../ports/model.ts';
import { cacheKey } from './cache-key.ts';
import { patchTool } from './patch-tool.ts';
import { shellTool } from './shell-tool.ts';

/**
 * The Responses API body of a request. The order of the keys is the order on the wire, and it must stay: the body's hash is part of the
 * journal's keys, and what changes least comes first.
 */
export function requestBody(request: ModelRequest): ResponseCreateParamsStreaming {
  return {
    model: request.model,
    instructions: request.instructions,
    tools: [shellTool, patchTool(request.patchTool)],
    parallel_tool_calls: true,
    reasoning: { effort: request.effort },
    include: ['reasoning.encrypted_content'],
    prompt_cache_key: cacheKey(request.cacheKey),
    max_output_tokens: request.maxOutputTokens,
    store: false,
    stream: true,
    // Items go back as the provider sent them, so their type here is wider than the package's.
    input: request.input as unknown as ResponseInput,
  };
}
