import type { TreeEntry } from '../ports/store.ts';

/** A commit's files, and the folders that they make. */
export type CommitIndex = {
  entries: ReadonlyMap<string, TreeEntry>;
  folders: ReadonlySet<string>;
};

export function indexCommit(list: TreeEntry[]): CommitIndex {
  const folders = new Set<string>();
  for (const { path } of list) {
    for (const folder of foldersOf(path)) folders.add(folder);
  }
  return { entries: new Map(list.map((entry) => [entry.path, entry])), folders };
}

/** The folders above a path, the topmost first: 'a/b/c' has 'a' and 'a/b'. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
