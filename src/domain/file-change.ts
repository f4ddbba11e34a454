/**
 * One file's change between two commits, as a step hands it to the store. `path` is relative to the repository's root,
 * with forward slashes; `content` is raw bytes.
 */
export type FileChange =
  | { kind: 'write'; path: string; mode: FileMode; content: Uint8Array }
  | { kind: 'delete'; path: string };

/** The git file modes that Drover writes: never a symbolic link (120000) or a submodule (160000). */
export type FileMode = '100644' | '100755';
