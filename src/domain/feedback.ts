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
  | { kind: 'red-after-merge'; evidence: BlobRef };
