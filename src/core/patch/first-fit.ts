import { insideBlocks } from './inside-blocks.ts';
import type { LineIndex } from './line-index.ts';
import { nearestBelow } from './nearest-below.ts';

/**
 * Picks the places that are meant under some lines; a search a rung, the strictest first, comes in. Places in the lines' blocks go
 * before all others, on every rung. Below that, a line without a block means the nearest place under it, and one with a block means
 * all of them, since its block did not have it. All lists are sorted; the result is empty when nothing fits.
 */
export function firstFit(index: LineIndex, above: readonly number[], searches: readonly (() => number[])[]): number[] {
  const found = searches.map((search) => search()).filter((places) => places.length > 0);
  const choices = [
    ...found.map((places) => insideBlocks(index, above, places)),
    ...found.map((places) => nearestBelow(index, above, places)),
  ];
  return choices.find((places) => places.length > 0) ?? [];
}
