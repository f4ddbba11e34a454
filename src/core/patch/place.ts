import type { PatchLine } from './patch-line.ts';

/**
 * Where a run of lines stands in a file, as indexes counted from 0. `several` has all the places that fit equally well; `no-anchor` names
 * the anchor that the file does not have.
 */
export type Place =
  | { kind: 'found'; start: number }
  | { kind: 'several'; starts: number[] }
  | { kind: 'none' }
  | { kind: 'no-anchor'; anchor: PatchLine };
