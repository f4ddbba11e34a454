/** The names around a test, from its id: all but its own, joined by ' > '; '' for a test that stands alone. */
export function suiteName(id: string): string {
  const end = id.lastIndexOf(' > ');
  return end < 0 ? '' : id.slice(0, end);
}
