/** The texts of a list that was read from a manifest; none where it is no list. */
export function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
