import type { ModelRequest } from '../../ports/model.ts';

/** A small request that says `words`, in the form of all of Drover's. */
export function probeRequest(
  model: string,
  effort: ModelRequest['effort'],
  words: string,
  patchTool: ModelRequest['patchTool'],
): ModelRequest {
  return {
    model,
    effort,
    instructions: 'This is a check of the connection. Do what is asked and nothing else.',
    input: [{ type: 'message', role: 'user', content: words }],
    patchTool,
    cacheKey: 'drover-doctor',
    maxOutputTokens: 2_000,
  };
}
