/** A name that a manifest gives, where commands can be given it; else undefined. */
export function usableName(name: unknown): string | undefined {
  return typeof name === 'string' && /^[^\p{Cc}\p{Zl}\p{Zp}]{1,214}$/u.test(name) ? name : undefined;
}
