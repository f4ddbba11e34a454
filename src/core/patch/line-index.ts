import { blockEnd } from './block-end.ts';
import { findRuns } from './find-runs.ts';
import { foldLine } from './fold-line.ts';
import type { Rung } from './rung.ts';

/** A file's lines made ready for many searches; line numbers here are indexes, counted from 0. */
export type LineIndex = {
  readonly texts: readonly string[];
  /** The lines as they are compared on the rung. */
  folded(rung: Rung): readonly string[];
  /** The indexes at which these lines stand one after the other. */
  find(wanted: readonly string[], rung: Rung): number[];
  /** The index just behind the block that the line opens. */
  blockEnd(line: number): number;
};

/** Makes the index; what a rung needs is computed when it is first asked for. */
export function indexLines(texts: readonly string[]): LineIndex {
  const cache = new Map<Rung, { lines: readonly string[]; places: Map<string, number[]> }>();
  const blockEnds: (number | undefined)[] = texts.map(() => undefined);
  const at = (rung: Rung) => {
    const cached = cache.get(rung);
    if (cached !== undefined) return cached;
    const lines = rung === 'exact' ? texts : texts.map((text) => foldLine(text, rung));
    const fresh = { lines, places: placesOf(lines) };
    cache.set(rung, fresh);
    return fresh;
  };
  return {
    texts,
    folded: (rung) => at(rung).lines,
    find: (wanted, rung) => {
      const { lines, places } = at(rung);
      const run = wanted.map((text) => foldLine(text, rung));
      return findByRarest(lines, places, run) ?? findRuns(lines, run);
    },
    blockEnd: (line) => {
      const known = blockEnds[line];
      if (known !== undefined) return known;
      const end = blockEnd(texts, line);
      blockEnds[line] = end;
      return end;
    },
  };
}

function placesOf(lines: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const known = places.get(line);
    if (known === undefined) places.set(line, [index]);
    else known.push(index);
  }
  return places;
}

/**
 * Looks only where the rarest of the lines stands, instead of all through the file; most searches that fail do so because one of the lines is
 * nowhere in it. Undefined where that would not be less work than a search that never looks at a line twice.
 */
function findByRarest(
  lines: readonly string[],
  places: ReadonlyMap<string, number[]>,
  run: readonly string[],
): number[] | undefined {
  let rarest: { offset: number; at: readonly number[] } | undefined;
  for (const [offset, text] of run.entries()) {
    const at = places.get(text) ?? [];
    if (rarest === undefined || at.length < rarest.at.length) rarest = { offset, at };
  }
  if (rarest === undefined || rarest.at.length * run.length > lines.length) return undefined;
  const { offset, at } = rarest;
  return at.map((place) => place - offset).filter((start) => run.every((text, index) => lines[start + index] === text));
}
