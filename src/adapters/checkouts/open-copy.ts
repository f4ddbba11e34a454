import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Checkout } from '../../ports/checkouts.ts';
import { indexCommit } from '../commit-index.ts';
import { removeTree } from '../remove-tree.ts';
import { captureChanges } from './capture-changes.ts';
import { copyFolder, copyMade } from './copy-made.ts';
import { findCandidates } from './find-candidates.ts';
import { readIgnoreRules } from './ignore-rules.ts';
import { takeSnapshot } from './tree-snapshot.ts';
import type { WantedCheckout } from './wanted-checkout.ts';

/** A checkout as a tree of its own, for where no overlay can be mounted. */
export async function openCopy(wanted: WantedCheckout): Promise<Checkout> {
  const { store, commit, environment, owned, use = 'change' } = wanted;
  const tree = join(owned, 'repo');
  await mkdir(tree);
  await store.checkOut(commit, tree);
  const snapshot = use !== 'judge' ? await takeSnapshot(tree, join(owned, 'probe')) : undefined;
  const made = new Set(environment.made);

  return {
    folder: tree,
    writes: tree,
    beside: await openBeside(wanted, tree),
    async capture(mayChange) {
      if (snapshot === undefined)
        throw new Failure(
          'Broken',
          'What was changed in a checkout was asked for, and it was opened to be judged alone.',
        );
      const list = await store.list(commit);
      const isIgnored = await readIgnoreRules(store, commit, list);
      const index = indexCommit(list);
      const find = findCandidates.bind(undefined, tree, { index, snapshot, isIgnored, made });
      return captureChanges(tree, { index, mayChange, find });
    },
    dispose: () => removeTree(owned),
  };
}

/** The environment as it is, for reading; or a copy of it in the checkout and in a home of its own. */
async function openBeside({ owned, environment, use }: WantedCheckout, tree: string): Promise<Checkout['beside']> {
  if (use !== 'change-environment') return { mounts: environment.mounts, home: environment.home, homeWritable: false };
  const home = join(owned, 'home');
  await copyFolder(environment.home, home);
  await copyMade(environment, tree);
  return { mounts: [], home, homeWritable: true };
}
