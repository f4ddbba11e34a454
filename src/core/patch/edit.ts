import type { HunkLine } from './hunk.ts';

/** A hunk that has its place: its kept and removed lines are those of the file from index `start` on. */
export type Edit = { at: number; start: number; lines: readonly HunkLine[] };
