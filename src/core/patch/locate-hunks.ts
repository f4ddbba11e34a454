import { describePlaces } from './describe-places.ts';
import type { Edit } from './edit.ts';
import type { Hunk } from './hunk.ts';
import type { HunkPlace } from './hunk-place.ts';
import { isGrown } from './is-grown.ts';
import type { LineIndex } from './line-index.ts';
import { locateHunk } from './locate-hunk.ts';

/**
 * Finds the places of an update's hunks, in the order of the patch; hunks that are applied already are left out. An update that is sent
 * again is applied in all its hunks: one that looks applied beside others that are not may as well mean one more copy, and is refused.
 */
export function locateHunks(index: LineIndex, hunks: readonly Hunk[]): { edits: Edit[]; problems: string[] } {
  const copies = new Map<string, number>();
  for (const hunk of hunks) copies.set(textOf(hunk), (copies.get(textOf(hunk)) ?? 0) + 1);
  const places = dealOut(
    index,
    hunks.map((hunk) => locateHunk(index, hunk, copies.get(textOf(hunk)) ?? 1)),
  );
  const edits = places.flatMap((place) => (place.kind === 'edit' ? [place.edit] : []));
  return { edits, problems: places.flatMap((place) => describe(index, place, edits.length > 0)) };
}

function describe(index: LineIndex, place: HunkPlace, isMixed: boolean): string[] {
  if (place.kind === 'problem') return [place.problem];
  if (place.kind === 'grown' && isMixed)
    return [
      `patch line ${place.at}: the file has the lines that this hunk adds at that very place already; leave the hunk out if they are the ones that are meant, or put more of the lines below it into its context if they are to stand there once more`,
    ];
  if (place.kind !== 'several') return [];
  return [
    `patch line ${place.at}: the hunk fits ${describePlaces(index, place.starts)}; add more context lines, or an \`@@\` anchor with a line above the place that is meant, until only one fits`,
  ];
}

/** What a hunk says, without its place in the patch. */
function textOf(hunk: Hunk): string {
  return JSON.stringify([
    hunk.kind,
    'anchors' in hunk ? hunk.anchors.map((anchor) => anchor.text) : [],
    hunk.lines.map((line) => [line.kind, line.text]),
  ]);
}

/** Hunks that fit the same several places, and are as many as those, change them all: each gets one, in the order of the patch. */
function dealOut(index: LineIndex, places: HunkPlace[]): HunkPlace[] {
  const groups = new Map<string, HunkPlace[]>();
  const groupOf = (place: HunkPlace & { kind: 'several' }): HunkPlace[] => {
    if (place.starts.length > places.length) return [];
    const key = JSON.stringify([place.starts, oldLength(place.lines)]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    return group;
  };
  for (const place of places) if (place.kind === 'several') groupOf(place).push(place);
  return places.map((place) => {
    if (place.kind !== 'several') return place;
    const group = groupOf(place);
    const start = place.starts[group.indexOf(place)];
    if (start === undefined || group.length !== place.starts.length || overlap(place.starts, oldLength(place.lines)))
      return place;
    if (isGrown(index, place.lines, start)) return { kind: 'grown', at: place.at };
    return { kind: 'edit', edit: { at: place.at, start, lines: place.lines } };
  });
}

function oldLength(lines: readonly { kind: string }[]): number {
  return lines.filter((line) => line.kind !== 'add').length;
}

function overlap(starts: readonly number[], length: number): boolean {
  return starts.some((start, place) => start < (starts[place - 1] ?? -Infinity) + length);
}
