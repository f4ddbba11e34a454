import { contentText } from '../../src/core/conversation/content-text.ts';
import type { BrainRequest } from '../../src/dev/rehearsal/brain.ts';

/** The texts of a request's user messages, oldest first: what Drover itself told the model. */
export function userTexts(request: BrainRequest | undefined): string[] {
  return (request?.items ?? []).filter((item) => item['role'] === 'user').map((item) => contentText(item['content']));
}
