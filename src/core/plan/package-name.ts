/** The name that a package.json gives; undefined where it has none that commands could be given. */
export function packageName(text: string): string | undefined {
  try {
    const name = (JSON.parse(text) as { name?: unknown } | null)?.name;
    return typeof name === 'string' && /^[^\p{Cc}\p{Zl}\p{Zp}]{1,214}$/u.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
