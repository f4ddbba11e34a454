import { foldLine } from './fold-line.ts';
import type { LineIndex } from './line-index.ts';

/** A line that stands at more places than this says nothing about where a run is meant. */
const maxPlaces = 100;

/**
 * The index at which most of the run's lines would stand where the file has them (it may lie before the file's beginning); undefined
 * when the file has none of them.
 */
export function nearestStart(index: LineIndex, run: readonly string[]): number | undefined {
  const places = new Map<string, number[]>();
  for (const text of run) places.set(foldLine(text, 'unicode'), []);
  for (const [place, text] of index.folded('unicode').entries()) places.get(text)?.push(place);
  const votes = new Map<number, number>();
  for (const [offset, text] of run.entries()) {
    const found = places.get(foldLine(text, 'unicode')) ?? [];
    if (text.trim() === '' || found.length > maxPlaces) continue;
    for (const place of found) votes.set(place - offset, (votes.get(place - offset) ?? 0) + 1);
  }
  let best: { start: number; count: number } | undefined;
  for (const [start, count] of votes) {
    if (best === undefined || count > best.count || (count === best.count && start < best.start))
      best = { start, count };
  }
  return best?.start;
}
