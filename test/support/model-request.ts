import type { ModelRequest } from '../../src/ports/model.ts';

/** A model request for module `path`, with the fields that a test cares about replaced. */
export function modelRequest(path: string, fields: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: 'gpt-5.2-codex',
    effort: 'high',
    instructions: 'You migrate one module at a time.',
    input: [
      {
        type: 'message',
        role: 'user',
        content: [{ type: 'input_text', text: `Goal: use vitest.\nModule: ${path}\nGo on.` }],
      },
    ],
    patchTool: 'custom',
    cacheKey: `m1/${path}`,
    maxOutputTokens: 4096,
    ...fields,
  };
}
