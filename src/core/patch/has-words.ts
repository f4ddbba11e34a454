import type { HunkLine } from './hunk.ts';

/** True when one of the lines of this kind has a letter or digit, and not only braces and blanks, which stand everywhere. */
export function hasWords(lines: readonly HunkLine[], kind: HunkLine['kind']): boolean {
  return lines.some((line) => line.kind === kind && /[\p{L}\p{N}]/u.test(line.text));
}
