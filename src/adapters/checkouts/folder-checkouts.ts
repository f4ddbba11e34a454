import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { Checkout, Checkouts, CheckoutUse } from '../../ports/checkouts.ts';
import type { Environment } from '../../ports/environments.ts';
import type { Store } from '../../ports/store.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { captureChanges } from './capture-changes.ts';
import { indexCommit } from '../commit-index.ts';
import { copyEnvironment } from './copy-environment.ts';
import { readIgnoreRules } from './ignore-rules.ts';
import { takeSnapshot } from './tree-snapshot.ts';

type CheckoutsOptions = {
  /** Where checkouts are made; `sweepCheckouts` clears it of those whose process has ended. */
  folder: string;
  store: Pick<Store, 'checkOut' | 'list' | 'read'>;
};

/** Checkouts as folders of their own, each below one that no command can write to and whose name says which process uses it. */
export function folderCheckouts(options: CheckoutsOptions): Checkouts {
  return {
    async open(commit, environment, { use = 'change' } = {}) {
      const owned = await makeOwnedFolder(options.folder);
      try {
        return await openIn(owned, commit, environment, use, options);
      } catch (error) {
        await removeTree(owned);
        throw error;
      }
    },
  };
}

async function openIn(
  owned: string,
  commit: CommitId,
  environment: Environment,
  use: CheckoutUse,
  options: CheckoutsOptions,
): Promise<Checkout> {
  const { store } = options;
  const tree = join(owned, 'repo');
  await mkdir(tree);
  await store.checkOut(commit, tree);
  const snapshot = use !== 'judge' ? await takeSnapshot(tree, join(owned, 'probe')) : undefined;
  const made = new Set(environment.made);
  const beside = await openBeside(owned, tree, environment, use);

  return {
    folder: tree,
    writes: tree,
    beside,
    async capture(mayChange) {
      if (snapshot === undefined)
        throw new Failure(
          'Broken',
          'What was changed in a checkout was asked for, and it was opened to be judged alone.',
        );
      const list = await store.list(commit);
      const isIgnored = await readIgnoreRules(store, commit, list);
      return captureChanges(tree, { index: indexCommit(list), snapshot, isIgnored, made, mayChange });
    },
    dispose: () => removeTree(owned),
  };
}

/** The environment as it is, for reading; or a copy of it in the checkout and in a home of its own. */
async function openBeside(
  owned: string,
  tree: string,
  environment: Environment,
  use: CheckoutUse,
): Promise<Checkout['beside']> {
  if (use !== 'change-environment') return { mounts: environment.mounts, home: environment.home, homeWritable: false };
  const home = join(owned, 'home');
  await copyEnvironment(environment, tree, home);
  return { mounts: [], home, homeWritable: true };
}
