/** The message of a test file that failed as a whole; `words` is what the runner said. */
export function fileFailure(words: string): string {
  return `the test file itself failed: it could not be loaded, or it ended before its tests did. ${words}`.trim();
}
