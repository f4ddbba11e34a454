import type { Edit } from './edit.ts';
import type { HunkLine } from './hunk.ts';

/**
 * What became of a hunk's search: `several` places fit, or the file is as the hunk wants it already. `grown` is the same where the lines
 * that the hunk begins from are there too, so that one more copy could be meant.
 */
export type HunkPlace =
  | { kind: 'edit'; edit: Edit }
  | { kind: 'several'; starts: number[]; at: number; lines: readonly HunkLine[] }
  | { kind: 'applied' }
  | { kind: 'grown'; at: number }
  | { kind: 'problem'; problem: string };
