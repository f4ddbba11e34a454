import type { FileChange } from '../../domain/file-change.ts';

/**
 * What a patch came to: all of its changes or none. `changes` has deletions first, then at most one write a path. `alreadyApplied`
 * lists the files that are as the patch wants them without a change. `problems` are all that were found, each in words that
 * help to mend the patch, with line numbers of the patch and of the file.
 */
export type PatchResult =
  | { kind: 'applied'; changes: FileChange[]; alreadyApplied: string[] }
  | { kind: 'refused'; problems: string[] };
