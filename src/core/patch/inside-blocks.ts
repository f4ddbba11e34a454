import type { LineIndex } from './line-index.ts';

/** Those of the places that stand in the block of one of the lines, the line itself included. Both lists are sorted. */
export function insideBlocks(index: LineIndex, above: readonly number[], places: readonly number[]): number[] {
  let next = 0;
  let end = 0;
  return places.filter((place) => {
    for (let line = above[next]; line !== undefined && line <= place; line = above[next]) {
      end = Math.max(end, index.blockEnd(line));
      next += 1;
    }
    return place < end;
  });
}
