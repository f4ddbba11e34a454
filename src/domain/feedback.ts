import type { BlobRef } from './ids.ts';

/** Why a module's attempt begins: what the model has to know of what came before. */
export type Feedback =
  | { kind: 'begin' }
  /** The recipe or the attempt before was verified and refused. */
  | { kind: 'refused'; evidence: BlobRef }
  | { kind: 'nothing-changed' }
  | { kind: 'rejected'; reason: string; actor: string }
  /** The branch moved and the merge failed: the module was set to the branch's newest state. */
  | { kind: 'conflict'; paths: string[] }
  /** Merged, the command that makes generated files anew failed; `said` has its last lines. */
  | { kind: 'ungenerated'; said: string }
  | { kind: 'red-after-merge'; evidence: BlobRef }
  /** Merged with the other members of its group, the group's commands are red, and point at this module. */
  | { kind: 'red-group'; evidence: BlobRef }
  /** It was verified, and a review found what has to be repaired. */
  | { kind: 'review'; review: BlobRef };
