import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitId, TreeId } from '../../domain/ids.ts';
import type { Store } from '../../ports/store.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';

/** A commit's files in a folder that no command can write to, until it is given back. */
export type LentTree = { folder: string; giveBack: () => Promise<void> };

type Tree = {
  near: string;
  commit: CommitId;
  id: TreeId;
  users: number;
  /** The owned folder around it, when it holds the commit's files. Rejects when it could not be brought to them; nothing is left of it then. */
  place: Promise<string>;
};

type Options = {
  folder: string;
  store: Pick<Store, 'changedPaths' | 'checkOut' | 'switchTree' | 'tree'>;
  /** How many that nobody uses are kept, of all migrations. */
  mostIdle: number;
};

/**
 * Trees on the host that stay, so that a checkout costs what differs and not what the repository has. Drover alone writes to them: a command sees one
 * as the lower layer of an overlay. One that is in use is never changed; any number of checkouts of the same files share it. Of those that nobody
 * uses, the one with the fewest differing files goes to the next commit of the same migration: some of its commands run near its base and others near the
 * tip of its branch, which grow apart. The one not used for longest is removed when there are too many.
 */
export function warmTrees({ folder, store, mostIdle }: Options) {
  /** In the order of their last use. */
  let trees: Tree[] = [];
  const without = (tree: Tree): Tree[] => trees.filter((other) => other !== tree);

  const bring = async (place: Promise<string>, to: CommitId, from?: CommitId): Promise<string> => {
    const owned = await place;
    try {
      const tree = treeIn(owned);
      // What went wrong on the short way is told by the long one, if it still does.
      if (from !== undefined && (await store.switchTree(from, to, tree).catch(() => false))) return owned;
      await removeTree(tree);
      await mkdir(tree);
      await store.checkOut(to, tree);
      return owned;
    } catch (error) {
      await removeTree(owned);
      throw error;
    }
  };

  /** Nothing is waited for between the choice and the entry in the list: nobody else can choose the same. */
  const choose = (commit: CommitId, id: TreeId, near: string, distances: ReadonlyMap<Tree, number>): Tree => {
    const known = trees.find((tree) => tree.id === id);
    const idle = known ?? nearest(idleNear(near), distances);
    const tree = known ?? {
      ...{ near, commit, id, users: 0 },
      place: idle === undefined ? bring(makeOwnedFolder(folder), commit) : bring(idle.place, commit, idle.commit),
    };
    tree.users += 1;
    trees = [...trees.filter((other) => other !== idle), tree];
    return tree;
  };

  const idleNear = (near: string): Tree[] => trees.filter((tree) => tree.users === 0 && tree.near === near);

  /** How many files of each tree that may be taken differ from a commit; nothing where there is no choice. */
  const measure = async (commit: CommitId, id: TreeId, near: string): Promise<Map<Tree, number>> => {
    const idle = idleNear(near);
    if (idle.length < 2 || trees.some((tree) => tree.id === id)) return new Map();
    const counts = idle.map(async (tree) => [tree, (await store.changedPaths(tree.commit, commit)).length] as const);
    return new Map(await Promise.all(counts));
  };

  const giveBack = async (tree: Tree): Promise<void> => {
    tree.users -= 1;
    trees = [...without(tree), tree];
    const idle = trees.filter(({ users }) => users === 0);
    const tooMany = idle.slice(0, Math.max(0, idle.length - mostIdle));
    trees = trees.filter((other) => !tooMany.includes(other));
    for (const { place } of tooMany) await removeTree(await place);
  };

  return {
    async lend(commit: CommitId, near: string): Promise<LentTree> {
      const id = await store.tree(commit);
      const tree = choose(commit, id, near, await measure(commit, id, near));
      let given: Promise<void> | undefined;
      try {
        return { folder: treeIn(await tree.place), giveBack: () => (given ??= giveBack(tree)) };
      } catch (error) {
        trees = without(tree);
        throw error;
      }
    },
  };
}

/** The one with the fewest differing files; of those that nobody has measured, the one used last. */
function nearest(idle: Tree[], distances: ReadonlyMap<Tree, number>): Tree | undefined {
  const far = (tree: Tree) => distances.get(tree) ?? Number.MAX_SAFE_INTEGER;
  return idle.toReversed().toSorted((one, other) => far(one) - far(other))[0];
}

function treeIn(owned: string): string {
  return join(owned, 'repo');
}
