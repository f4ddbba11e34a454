import type { LineIndex } from './line-index.ts';

/** The places below the lines; for a line that opens no block the nearest one alone. Both lists are sorted, and so is the result. */
export function nearestBelow(index: LineIndex, above: readonly number[], places: readonly number[]): number[] {
  const firstWithBlock = above.find((line) => index.blockEnd(line) > line + 1) ?? Infinity;
  let next = 0;
  return places.filter((place) => {
    // The lines that are passed since the place before are those whose nearest place this one is.
    const begin = next;
    for (let line = above[next]; line !== undefined && line < place; line = above[next]) next += 1;
    return next > begin || place > firstWithBlock;
  });
}
