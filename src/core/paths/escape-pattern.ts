/**
 * Writes a literal path as a pattern for `pathMatcher` that matches this path alone; more of a pattern may be put behind it
 * (`escapePattern(folder) + '/**'`).
 */
export function escapePattern(path: string): string {
  // picomatch drops one of two backslashes in a row, so that a literal backslash has to stand in brackets.
  return path.replace(/[\\*?[\]{}()!+@|"'^$~#,]/gu, (character) => (character === '\\' ? '[\\\\]' : `\\${character}`));
}
