import type { Hunk } from './hunk.ts';
import type { PatchLine } from './patch-line.ts';

/**
 * What a patch does to one file. `at` is the line of its header; `problems` are the faults of its own lines, without the
 * path; a section that has any is never applied.
 */
export type Section = { path: string; at: number; problems: string[] } & (
  | { kind: 'add'; lines: PatchLine[] }
  | { kind: 'delete' }
  | { kind: 'update'; moveTo: { path: string; at: number } | undefined; hunks: Hunk[] }
);
