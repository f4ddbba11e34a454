import { firstFit } from './first-fit.ts';
import { firstHit } from './first-hit.ts';
import type { LineIndex } from './line-index.ts';
import type { PatchLine } from './patch-line.ts';
import { rungs } from './rung.ts';

export type Anchored = { kind: 'lines'; lines: number[] } | { kind: 'no-anchor'; anchor: PatchLine };

/**
 * The lines that the last of some anchors can mean: each anchor is looked for below those before it, up the ladder and at last as a part
 * of a line, since models shorten a function's head.
 */
export function resolveAnchors(index: LineIndex, anchors: readonly PatchLine[]): Anchored {
  let above: number[] | undefined;
  for (const anchor of anchors) {
    const places = anchorPlaces(index, anchor.text);
    const lines: number[] = above === undefined ? firstHit(places) : firstFit(index, above, places);
    if (lines.length === 0) return { kind: 'no-anchor', anchor };
    above = lines;
  }
  return { kind: 'lines', lines: above ?? [] };
}

function anchorPlaces(index: LineIndex, text: string): (() => number[])[] {
  const part = text.trim();
  const asPart = () => index.texts.flatMap((line, place) => (line.includes(part) ? [place] : []));
  return [...rungs.map((rung) => () => index.find([text], rung)), asPart];
}
