import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkout } from '../../ports/checkouts.ts';
import { indexCommit } from '../commit-index.ts';
import { makeOverlayFolder } from '../overlay/overlay-folder.ts';
import type { Overlays } from '../overlay/overlay-support.ts';
import { removedFromOverlay } from '../overlay/removed-from-overlay.ts';
import { removeTree } from '../remove-tree.ts';
import { captureChanges } from './capture-changes.ts';
import { copyMade } from './copy-made.ts';
import { findWritten } from './find-written.ts';
import { readIgnoreRules } from './ignore-rules.ts';
import type { WantedCheckout } from './wanted-checkout.ts';
import type { LentTree, warmTrees } from './warm-trees.ts';

type WantedLayers = WantedCheckout & { overlays: Overlays; trees: ReturnType<typeof warmTrees> };

/**
 * A checkout as an overlay: what its commands write lies above a tree and an environment that they can't change, so both are shared
 * and stay, and to see what was written one need not look at the rest.
 */
export async function openLayers(wanted: WantedLayers): Promise<Checkout> {
  const { store, commit, environment, owned, overlays, use } = wanted;
  const tree = await openTree(wanted);
  try {
    const overlay = join(owned, 'overlay');
    // A folder of a lower layer can't be renamed, which package managers do: so what they may change lies on top, as a copy.
    const copied = use === 'change-environment';
    const layers = { tree: tree.folder, home: environment.home, made: copied ? undefined : environment.layer };
    const writes = await makeOverlayFolder(overlay, layers);
    if (copied) await copyMade(environment, writes.repo);
    const made = new Set(environment.made);

    return {
      folder: tree.folder,
      writes: writes.repo,
      beside: { overlay, mounts: [], home: environment.home },
      async capture(mayChange) {
        const list = await store.list(commit);
        const isIgnored = await readIgnoreRules(store, commit, list);
        const index = indexCommit(list);
        const removed = removedFromOverlay.bind(undefined, overlays.unshare, overlay);
        const find = findWritten.bind(undefined, writes.repo, { index, isIgnored, made, removed });
        return captureChanges(writes.repo, { index, mayChange, find });
      },
      dispose: async () => {
        await removeTree(owned);
        await tree.giveBack();
      },
    };
  } catch (error) {
    await tree.giveBack();
    throw error;
  }
}

/** One of the warm trees; or one that goes with the checkout. */
async function openTree({ store, commit, owned, trees, fresh = false, near = '' }: WantedLayers): Promise<LentTree> {
  if (!fresh) return trees.lend(commit, near);
  const folder = join(owned, 'repo');
  await mkdir(folder);
  await store.checkOut(commit, folder);
  return { folder, giveBack: () => Promise.resolve() };
}
