import { firstFit } from './first-fit.ts';
import { firstHit } from './first-hit.ts';
import type { LineIndex } from './line-index.ts';
import type { PatchLine } from './patch-line.ts';
import type { Place } from './place.ts';
import { resolveAnchors } from './resolve-anchors.ts';
import { rungs, type Rung } from './rung.ts';

/**
 * Finds the one place in a file that some lines mean. The ladder is climbed only until a rung has a place at all: if that rung has
 * several, the looser ones can't make the choice better. `atEnd` demands that nothing but blank lines follows.
 */
export function locateLines(
  index: LineIndex,
  wanted: readonly string[],
  options: { anchors: readonly PatchLine[]; atEnd: boolean },
): Place {
  const anchored = resolveAnchors(index, options.anchors);
  if (anchored.kind === 'no-anchor') return anchored;
  const places = rungs.map((rung) => () => {
    const starts = index.find(wanted, rung);
    return options.atEnd ? starts.filter((start) => endsFile(index, start + wanted.length, rung)) : starts;
  });
  return toPlace(options.anchors.length === 0 ? firstHit(places) : firstFit(index, anchored.lines, places));
}

function toPlace(starts: number[]): Place {
  const [start] = starts;
  if (start === undefined) return { kind: 'none' };
  return starts.length === 1 ? { kind: 'found', start } : { kind: 'several', starts };
}

function endsFile(index: LineIndex, end: number, rung: Rung): boolean {
  return rung === 'exact' ? end === index.texts.length : index.texts.slice(end).every((text) => text.trim() === '');
}
