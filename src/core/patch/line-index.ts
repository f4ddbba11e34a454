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
  const cache = new Map<Rung, { lines: readonly string[]; known: Set<string> }>();
  const blockEnds: (number | undefined)[] = texts.map(() => undefined);
  const at = (rung: Rung) => {
    const cached = cache.get(rung);
    if (cached !== undefined) return cached;
    const lines = rung === 'exact' ? texts : texts.map((text) => foldLine(text, rung));
    const fresh = { lines, known: new Set(lines) };
    cache.set(rung, fresh);
    return fresh;
  };
  return {
    texts,
    folded: (rung) => at(rung).lines,
    find: (wanted, rung) => {
      const { lines, known } = at(rung);
      const run = wanted.map((text) => foldLine(text, rung));
      // Most searches that fail do so because one of the lines is nowhere in the file.
      return run.every((text) => known.has(text)) ? findRuns(lines, run) : [];
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
