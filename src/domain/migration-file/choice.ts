import { z } from 'zod';

/** One of some words. The words of `later` are part of the format, too, and not built yet: they are refused by name. */
export function choice<const Words extends [string, ...string[]]>(words: Words, later: string[] = []) {
  const right = `write ${words.length === 1 ? words[0] : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`}`;
  return z.enum(words, {
    error: ({ input }) => (typeof input === 'string' && later.includes(input) ? `not supported yet; ${right}` : right),
  });
}
