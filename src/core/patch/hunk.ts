import type { PatchLine } from './patch-line.ts';

/** A line of a hunk without its prefix: kept (context), removed or added. `bare` marks an empty line without even a blank. */
export type HunkLine = PatchLine & { kind: 'keep' | 'remove' | 'add'; bare?: true };

/**
 * One part of an update; `at` is the line of the patch at which it begins. A `change` has lines that must be found in the file; the
 * others only add: an `insert` right under its anchor, an `append` at the file's end, a `fill` says nothing of where.
 */
export type Hunk =
  | { kind: 'change'; at: number; anchors: PatchLine[]; lines: HunkLine[]; atEnd: boolean }
  | { kind: 'insert'; at: number; anchors: PatchLine[]; lines: HunkLine[] }
  | { kind: 'append'; at: number; lines: HunkLine[] }
  | { kind: 'fill'; at: number; lines: HunkLine[] };
