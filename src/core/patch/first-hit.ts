/** The places of the first search that has any. */
export function firstHit(searches: readonly (() => number[])[]): number[] {
  for (const search of searches) {
    const places = search();
    if (places.length > 0) return places;
  }
  return [];
}
