/**
 * Whether a text speaks of a variable that differs from module to module. A word that only looks like one costs no more than a run that was not
 * needed.
 */
export function readsModule(text: string): boolean {
  return /(?<!\w)(?:MODULE|NAME|BASE)(?!\w)/.test(text);
}
