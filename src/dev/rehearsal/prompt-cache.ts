import type { ResponsesRequest } from './responses-request.ts';

/** Providers cache from 1,024 tokens on, in steps of 128 (OpenAI's guide to prompt caching). */
const leastTokens = 1024;
const stepTokens = 128;
const bytesPerToken = 4;
const keptPrompts = 4;
const keptKeys = 1000;

/** Remembers prompts by cache key and says how much of a new one was seen before, as a provider's prompt cache does. */
export class PromptCache {
  readonly #prompts = new Map<string, Buffer[]>();

  /** Counts the prompt's tokens, and those of its longest prefix shared with an earlier one under the same key; then remembers it. */
  read(request: ResponsesRequest): { inputTokens: number; cachedTokens: number } {
    const prompt = promptOf(request);
    const key = JSON.stringify([request.model, request.prompt_cache_key ?? null]);
    const earlier = this.#prompts.get(key) ?? [];
    const shared = Math.max(0, ...earlier.map((other) => sharedPrefix(prompt, other)));

    this.#prompts.delete(key);
    this.#prompts.set(key, [...earlier, prompt].slice(-keptPrompts));
    const [oldest] = this.#prompts.keys();
    if (this.#prompts.size > keptKeys && oldest !== undefined) this.#prompts.delete(oldest);

    const steps = Math.floor(shared / bytesPerToken / stepTokens) * stepTokens;
    return { inputTokens: promptTokens(request), cachedTokens: steps < leastTokens ? 0 : steps };
  }
}

/** The tokens of a request's instructions, tools and input, at four bytes each. */
export function promptTokens(request: ResponsesRequest): number {
  return Math.ceil(promptOf(request).length / bytesPerToken);
}

/** In the order in which a provider puts a prompt together, so that a longer conversation keeps its prefix. */
function promptOf({ tools, instructions, input }: ResponsesRequest): Buffer {
  return Buffer.from([...(tools ?? []), instructions ?? '', ...input].map((part) => JSON.stringify(part)).join('\n'));
}

/** The length in bytes of the longest common prefix, by halving: comparing memory is much faster than a loop. */
function sharedPrefix(a: Buffer, b: Buffer): number {
  let low = 0;
  let high = Math.min(a.length, b.length);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (a.subarray(low, middle).equals(b.subarray(low, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}
