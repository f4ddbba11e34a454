import type { FileMode } from '../../domain/file-change.ts';

/** A change in a checkout that may be taken; its content, of `bytes` bytes, is not read yet. */
export type FoundChange =
  | { path: string; kind: 'delete' }
  | { path: string; kind: 'write'; mode: FileMode; bytes: number };
