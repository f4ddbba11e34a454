import type { FileChange } from '../../domain/file-change.ts';
import type { PatchFile } from './patch-file.ts';
import { sameBytes } from './same-bytes.ts';

/** The files as a patch's sections leave them one after the other, before anything is written. */
export type WorkingFiles = {
  /** The file as it is now. */
  read(path: string): PatchFile | undefined;
  /** The file as it was before the patch. */
  original(path: string): PatchFile | undefined;
  /** Sets the file, or removes it (undefined). */
  set(path: string, file: (PatchFile & { mode: '100644' | '100755' }) | undefined): void;
  /** What differs from before: deletions first, so that a file can make room for a folder. */
  changes(): FileChange[];
};

export function workOn(readOriginal: (path: string) => PatchFile | undefined): WorkingFiles {
  const originals = new Map<string, PatchFile | undefined>();
  const current = new Map<string, (PatchFile & { mode: '100644' | '100755' }) | undefined>();
  const original = (path: string) => {
    if (!originals.has(path)) originals.set(path, readOriginal(path));
    return originals.get(path);
  };
  return {
    original,
    read: (path) => (current.has(path) ? current.get(path) : original(path)),
    set: (path, file) => void current.set(path, file),
    changes: () => {
      const deletions: FileChange[] = [];
      const writes: FileChange[] = [];
      for (const [path, file] of current) {
        const before = original(path);
        if (file === undefined) {
          if (before !== undefined) deletions.push({ kind: 'delete', path });
        } else if (before === undefined || before.mode !== file.mode || !sameBytes(before.content, file.content)) {
          writes.push({ kind: 'write', path, mode: file.mode, content: file.content });
        }
      }
      return [...deletions, ...writes];
    },
  };
}
