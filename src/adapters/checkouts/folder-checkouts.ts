import type { Checkouts } from '../../ports/checkouts.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { openCopy } from './open-copy.ts';
import { openLayers } from './open-layers.ts';
import { warmTrees } from './warm-trees.ts';
import type { Overlays } from '../overlay/overlay-support.ts';

type CheckoutsOptions = {
  /** Where checkouts are made; `sweepCheckouts` clears it of those whose process has ended. */
  folder: string;
  store: CheckoutStore;
  /** What mounts overlays; without it each checkout is a folder of its own. */
  overlays?: Overlays | undefined;
  /** How many trees that nobody uses are kept for what comes next. */
  mostIdle?: number;
};

/** Checkouts in folders that no command can reach but by what it is shown, and whose names say which process uses them. */
export function folderCheckouts({ folder, store, overlays, mostIdle = 2 }: CheckoutsOptions): Checkouts {
  const trees = warmTrees({ folder, store, mostIdle });
  return {
    async open(commit, environment, options = {}) {
      const owned = await makeOwnedFolder(folder);
      try {
        const wanted = { ...options, commit, environment, owned, store };
        return overlays === undefined ? await openCopy(wanted) : await openLayers({ ...wanted, overlays, trees });
      } catch (error) {
        await removeTree(owned);
        throw error;
      }
    },
  };
}
