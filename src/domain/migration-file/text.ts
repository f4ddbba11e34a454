import { z } from 'zod';

/** Longer than any command or goal that people write, and short enough for a process's argument. */
const longest = 100_000;

/** A text of one or more lines that is not empty. */
export function text(): z.ZodString {
  return z.string().trim().min(1).max(longest);
}
