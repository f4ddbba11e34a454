import { foldersOf } from '../commit-index.ts';
import type { CommitIndex } from '../commit-index.ts';
import type { FoundChange } from './found-change.ts';
import type { LeftOut } from '../left-out.ts';

/**
 * The changes that can stand in one tree: where a folder took a file's place, or a file a folder's, the new one is only possible
 * when the removal of the old one is taken as well. The others are left out.
 */
export function fittingChanges(found: FoundChange[], index: CommitIndex, leftOut: LeftOut): FoundChange[] {
  const removed = new Set(found.filter(({ kind }) => kind === 'delete').map(({ path }) => path));
  const stays = (path: string) => index.entries.has(path) && !removed.has(path);
  const below = (folder: string) =>
    [...index.entries.keys()].find((path) => path.startsWith(`${folder}/`) && stays(path));

  return found.filter(({ kind, path }) => {
    if (kind === 'delete') return true;
    const inTheWay = foldersOf(path).find(stays) ?? (index.folders.has(path) ? below(path) : undefined);
    if (inTheWay !== undefined) leftOut.add(path, `${inTheWay} is in its place, and the removal of that is not taken`);
    return inTheWay === undefined;
  });
}
