import { diffLines, type DiffLine } from './diff-lines.ts';

/** The part of a comparison that one hunk shows: from `start` up to, not including, `end`. */
type Range = { start: number; end: number };

const contextLines = 3;

/**
 * A patch in the codex models' format that makes `after` of the file's text `before`. Every hunk has three lines of context or
 * more: as many as it takes for its old lines to stand in one place of the file alone, blanks at both ends of lines not counted.
 */
export function makePatch(path: string, before: string, after: string): string {
  const diff = diffLines(toLines(before), toLines(after));
  const ranges = hunkRanges(diff);
  const hunks = ranges.flatMap((range, index) => [
    anchor(diff, ranges[index - 1]?.end ?? 0, range.start),
    ...diff.slice(range.start, range.end).map((line) => marks[line.kind] + line.text),
  ]);
  return ['*** Begin Patch', `*** Update File: ${path}`, ...hunks, '*** End Patch', ''].join('\n');
}

const marks = { same: ' ', removed: '-', added: '+' } as const;

function toLines(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function hunkRanges(diff: DiffLine[]): Range[] {
  const old = diff.filter((line) => line.kind !== 'added').map((line) => line.text.trim());
  const ranges: Range[] = [];
  for (const [index, line] of diff.entries()) {
    if (line.kind === 'same') continue;
    let range = { start: Math.max(0, index - contextLines), end: Math.min(diff.length, index + 1 + contextLines) };
    range = widenUntilUnique(diff, old, joinOverlapping(ranges, range));
    ranges.push(joinOverlapping(ranges, range));
  }
  return ranges;
}

/** Takes the ranges that touch `range` off the list's end, and returns one that covers them all. */
function joinOverlapping(ranges: Range[], range: Range): Range {
  let joined = range;
  for (let last = ranges.at(-1); last !== undefined && last.end >= joined.start; last = ranges.at(-1)) {
    joined = { start: Math.min(last.start, joined.start), end: Math.max(last.end, joined.end) };
    ranges.pop();
  }
  return joined;
}

function widenUntilUnique(diff: DiffLine[], old: string[], range: Range): Range {
  let { start, end } = range;
  while (start > 0 && !standsOnce(old, oldLines(diff, { start, end }))) start -= 1;
  while (end < diff.length && !standsOnce(old, oldLines(diff, { start, end }))) end += 1;
  return { start, end };
}

function oldLines(diff: DiffLine[], range: Range): string[] {
  return diff
    .slice(range.start, range.end)
    .filter((line) => line.kind !== 'added')
    .map((line) => line.text.trim());
}

function standsOnce(old: string[], wanted: string[]): boolean {
  const places = old.filter((_, at) => wanted.every((line, offset) => old[at + offset] === line));
  return places.length === 1;
}

/** The `@@` line: names the nearest line before the hunk that begins a statement, if the file has it once and no earlier hunk shows it. */
function anchor(diff: DiffLine[], from: number, to: number): string {
  const heading = diff.slice(from, to).findLast((line) => /^\w/.test(line.text));
  const unique = heading !== undefined && diff.filter((line) => line.text.trim() === heading.text.trim()).length === 1;
  return unique ? `@@ ${heading.text}` : '@@';
}
