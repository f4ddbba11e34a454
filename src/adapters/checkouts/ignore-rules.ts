import ignore from 'ignore';
import type { CommitId } from '../../domain/ids.ts';
import type { Store, TreeEntry } from '../../ports/store.ts';
import { foldersOf } from '../commit-index.ts';

/** Whether git would ignore a path that the commit does not have; a folder's path ends with a slash. */
export type IgnoreRules = (path: string) => boolean;

/**
 * The rules of a commit's own .gitignore files, those in folders included. Not those of a checkout: there, a command could
 * hide or uncover files by writing one. As in git, a file nearer to the path wins, and nothing below an ignored folder comes back.
 * One rare case differs: below a folder that one file ignores and a nearer one brings back, the former says no more.
 */
export async function readIgnoreRules(
  store: Pick<Store, 'read'>,
  commit: CommitId,
  list: TreeEntry[],
): Promise<IgnoreRules> {
  const files = list
    .filter(({ path, mode }) => mode.startsWith('100') && /(^|\/)\.gitignore$/.test(path))
    .map(({ path }) => path);
  const contents = files.length === 0 ? new Map<string, Uint8Array>() : await store.read(commit, files);
  const rules = [...contents]
    .map(([path, bytes]) => ({
      folder: path.slice(0, -'.gitignore'.length),
      rules: ignore({ ignorecase: false }).add(Buffer.from(bytes).toString('utf8')),
    }))
    .sort((a, b) => b.folder.length - a.folder.length);

  const isMatched = (path: string): boolean => {
    for (const { folder, rules: own } of rules) {
      if (!path.startsWith(folder) || path.length === folder.length) continue;
      const inside = path.slice(folder.length);
      const result = own.test(inside);
      // The library answers for the folders above, too; those are not ignored when this is asked, so a nearer file has overruled it.
      const overruled =
        result.ignored && foldersOf(inside.replace(/\/$/, '')).some((above) => own.test(`${above}/`).ignored);
      if (!overruled && (result.ignored || result.unignored)) return result.ignored;
    }
    return false;
  };

  const ignoredFolders = new Map<string, boolean>();
  const isIgnoredFolder = (folder: string): boolean => {
    const known = ignoredFolders.get(folder);
    if (known !== undefined) return known;
    const matched = isMatched(`${folder}/`);
    ignoredFolders.set(folder, matched);
    return matched;
  };

  return (path) => rules.length > 0 && (foldersOf(path).some(isIgnoredFolder) || isMatched(path));
}
