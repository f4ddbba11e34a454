import type { TreeEntry } from '../ports/store.ts';

/** A commit's files, and the folders that they make. */
export type CommitIndex = {
  entries: ReadonlyMap<string, TreeEntry>;
  folders: ReadonlySet<string>;
};

const known = new WeakMap<TreeEntry[], CommitIndex>();

/** The index of a commit's list, which the store hands out again for the same tree: it is made once for it. */
export function indexCommit(list: TreeEntry[]): CommitIndex {
  const index = known.get(list) ?? makeIndex(list);
  known.set(list, index);
  return index;
}

function makeIndex(list: TreeEntry[]): CommitIndex {
  const folders = new Set<string>();
  for (const { path } of list) addFolders(path, folders);
  return { entries: new Map(list.map((entry) => [entry.path, entry])), folders };
}

/** From the nearest one up, until one is known: then those above it are, too. */
function addFolders(path: string, folders: Set<string>): void {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end);
    if (folders.has(folder)) return;
    folders.add(folder);
  }
}

/** The folders above a path, the topmost first: 'a/b/c' has 'a' and 'a/b'. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
