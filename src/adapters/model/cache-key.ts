import { createHash } from 'node:crypto';

const longest = 64;

/** A cache key as OpenAI takes it: it refuses the whole request when `prompt_cache_key` has more than 64 characters, so a longer one is hashed. */
export function cacheKey(key: string): string {
  return key.length <= longest ? key : createHash('sha256').update(key).digest('hex');
}
