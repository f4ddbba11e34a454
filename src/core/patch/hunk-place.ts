import type { Edit } from './edit.ts';
import type { HunkLine } from './hunk.ts';

/** What became of a hunk's search: `several` places fit, or the file is as the hunk wants it already. */
export type HunkPlace =
  | { kind: 'edit'; edit: Edit }
  | { kind: 'several'; starts: number[]; at: number; lines: readonly HunkLine[] }
  | { kind: 'applied' }
  | { kind: 'problem'; problem: string };
