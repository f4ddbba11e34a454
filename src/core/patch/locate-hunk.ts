import { describeMismatch } from './describe-mismatch.ts';
import { describeMissingAnchor } from './describe-missing-anchor.ts';
import { describePlaces } from './describe-places.ts';
import type { Hunk, HunkLine } from './hunk.ts';
import type { HunkPlace } from './hunk-place.ts';
import { isApplied } from './is-applied.ts';
import { isGrown } from './is-grown.ts';
import type { LineIndex } from './line-index.ts';
import { locateLines } from './locate-lines.ts';
import type { Place } from './place.ts';
import { resolveAnchors } from './resolve-anchors.ts';

/** Finds a hunk's place in a file. `copies` is how often the update has this very hunk; problems come without the file's path. */
export function locateHunk(index: LineIndex, hunk: Hunk, copies: number): HunkPlace {
  switch (hunk.kind) {
    case 'change':
      return locateChange(index, hunk, copies);
    case 'insert':
      return locateInsert(index, hunk);
    case 'append':
      return addAt(index, hunk, index.texts.length, index.texts.length - hunk.lines.length);
    case 'fill':
      return locateFill(index, hunk);
  }
}

function locateChange(index: LineIndex, hunk: Hunk & { kind: 'change' }, copies: number): HunkPlace {
  // Empty lines at the hunk's end are context where the file has them, and spacing where it hasn't.
  const trimmed = {
    ...hunk,
    lines: hunk.lines.slice(0, hunk.lines.findLastIndex((line) => line.bare === undefined) + 1),
  };
  const asWritten = locateReading(index, hunk);
  const settled =
    asWritten.kind === 'found' || asWritten.kind === 'several' || trimmed.lines.length === hunk.lines.length;
  const place = settled ? asWritten : locateReading(index, trimmed);
  const lines = place === asWritten ? hunk.lines : trimmed.lines;
  switch (place.kind) {
    case 'several':
      return { kind: 'several', starts: place.starts, at: hunk.at, lines };
    case 'found':
      return isGrown(index, lines, place.start)
        ? { kind: 'grown', at: hunk.at }
        : { kind: 'edit', edit: { at: hunk.at, start: place.start, lines } };
    case 'no-anchor':
      return isApplied(index, trimmed, copies)
        ? { kind: 'applied' }
        : { kind: 'problem', problem: describeMissingAnchor(index, place.anchor) };
    case 'none':
      return isApplied(index, trimmed, copies)
        ? { kind: 'applied' }
        : { kind: 'problem', problem: describeMismatch(index, trimmed) };
  }
}

function locateReading(index: LineIndex, hunk: Hunk & { kind: 'change' }): Place {
  return locateLines(
    index,
    hunk.lines.filter((line) => line.kind !== 'add').map((line) => line.text),
    hunk,
  );
}

function locateInsert(index: LineIndex, hunk: Hunk & { kind: 'insert' }): HunkPlace {
  const anchored = resolveAnchors(index, hunk.anchors);
  if (anchored.kind === 'no-anchor') return { kind: 'problem', problem: describeMissingAnchor(index, anchored.anchor) };
  const [line, ...others] = anchored.lines;
  if (line === undefined || others.length > 0) {
    const problem = `patch line ${hunk.at}: the hunk only adds lines, and its anchor fits ${describePlaces(index, anchored.lines)}; put the \`@@\` line of what encloses it above it, or add the lines around the place as context`;
    return { kind: 'problem', problem };
  }
  return addAt(index, hunk, line + 1, line + 1);
}

/** Adds the hunk's lines at an index, unless they stand at `present` already. */
function addAt(index: LineIndex, hunk: { at: number; lines: HunkLine[] }, start: number, present: number): HunkPlace {
  const grown = present >= 0 && isGrown(index, hunk.lines, present + hunk.lines.length);
  return grown ? { kind: 'grown', at: hunk.at } : { kind: 'edit', edit: { at: hunk.at, start, lines: hunk.lines } };
}

function locateFill(index: LineIndex, hunk: Hunk & { kind: 'fill' }): HunkPlace {
  if (index.texts.length === 0) return { kind: 'edit', edit: { at: hunk.at, start: 0, lines: hunk.lines } };
  const same =
    index.texts.length === hunk.lines.length && hunk.lines.every((line, place) => line.text === index.texts[place]);
  if (same) return { kind: 'applied' };
  const problem = `patch line ${hunk.at}: the hunk only adds lines and doesn't say where; add lines around the place as context, an \`@@\` anchor with the line above it, or \`*** End of File\` to append`;
  return { kind: 'problem', problem };
}
