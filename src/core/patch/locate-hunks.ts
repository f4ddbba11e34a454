import { describePlaces } from './describe-places.ts';
import type { Edit } from './edit.ts';
import type { Hunk } from './hunk.ts';
import type { HunkPlace } from './hunk-place.ts';
import { isGrown } from './is-grown.ts';
import type { LineIndex } from './line-index.ts';
import { locateHunk } from './locate-hunk.ts';

/** Finds the places of an update's hunks, in the order of the patch; hunks that are applied already are left out. */
export function locateHunks(index: LineIndex, hunks: readonly Hunk[]): { edits: Edit[]; problems: string[] } {
  const copies = new Map<string, number>();
  for (const hunk of hunks) copies.set(textOf(hunk), (copies.get(textOf(hunk)) ?? 0) + 1);
  const places = dealOut(
    index,
    hunks.map((hunk) => locateHunk(index, hunk, copies.get(textOf(hunk)) ?? 1)),
  );
  return {
    edits: places.flatMap((place) => (place.kind === 'edit' ? [place.edit] : [])),
    problems: places.flatMap((place) => describe(index, place)),
  };
}

function describe(index: LineIndex, place: HunkPlace): string[] {
  if (place.kind === 'problem') return [place.problem];
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
    if (isGrown(index, place.lines, start)) return { kind: 'applied' };
    return { kind: 'edit', edit: { at: place.at, start, lines: place.lines } };
  });
}

function oldLength(lines: readonly { kind: string }[]): number {
  return lines.filter((line) => line.kind !== 'add').length;
}

function overlap(starts: readonly number[], length: number): boolean {
  return starts.some((start, place) => start < (starts[place - 1] ?? -Infinity) + length);
}
