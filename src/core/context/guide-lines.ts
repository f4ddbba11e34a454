/** The guide's rules, word for word and numbered; nothing where there are none. */
export function guideLines(rules: readonly string[]): string[] {
  return rules.length === 0 ? [] : ['Guide:', ...rules.map((rule, index) => `${index + 1}. ${rule}`), ''];
}
