import { chmod, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { Environment, Environments, SetUp } from '../../ports/environments.ts';
import type { Limits, Sandbox } from '../../ports/sandbox.ts';
import type { Store } from '../../ports/store.ts';
import { indexCommit } from '../commit-index.ts';
import type { CommitIndex } from '../commit-index.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { discardUnused, noteUse } from './discard-unused.ts';
import { environmentKey } from './environment-key.ts';
import { homeIn, moveMade, publishEnvironment, readEnvironment } from './environment-folder.ts';
import { findMade, hiddenBy } from './find-made.ts';
import type { Made } from './find-made.ts';
import { runSetUp } from './run-set-up.ts';
import { sharedFlight } from './shared-flight.ts';

type EnvironmentsOptions = {
  /** Holds `ready/KEY/` for each finished environment and `work/` for those that are being made; `sweepEnvironments` clears the latter. */
  folder: string;
  store: Pick<Store, 'checkOut' | 'list'>;
  sandbox: Sandbox;
  /** For the setup command; its time is the setup's own. */
  limits: Omit<Limits, 'milliseconds'>;
  /** How many files and folders a setup may make beside the commit's; where no overlay can be mounted, each is a mount of every command. */
  mostMade?: number;
};

type Job = { commit: CommitId; setUp: SetUp; key: string; index: CommitIndex };

/**
 * Environments as folders. One is made in a folder of its own process and appears by a rename, so that no lock is needed: within a
 * process, demands for one key wait for one setup; two processes that make the same one at one moment both do the work, and the
 * first one's is used.
 *
 * An environment of one commit is used for another one with the same key. Where a mount would then hide files that the other commit
 * has itself (it tracks a lockfile that setup used to make), setup runs once more for commits that have those files.
 */
export function folderEnvironments(options: EnvironmentsOptions): Environments {
  const once = sharedFlight<Environment>();
  return {
    async prepare(commit, setUp, signal) {
      const folder = await realFolder(options.folder);
      const list = await options.store.list(commit);
      const index = indexCommit(list);
      for (let besides: string[] = []; ;) {
        const key = environmentKey(setUp, options.sandbox.name, list, besides);
        const environment = await once(key, signal, async (shared) => {
          await noteUse(placeOf(folder, key));
          const known = await readEnvironment(placeOf(folder, key), key);
          if (known !== undefined) return known;
          // Each final verification leaves one that no other one uses, so whoever makes one clears those of before.
          if (setUp.salt !== undefined) await discardUnused(folder);
          return make({ commit, setUp, key, index }, folder, options, shared);
        });
        const hidden = hiddenBy(environment.made, index).filter((path) => !besides.includes(path));
        if (hidden.length === 0) return environment;
        besides = [...besides, ...hidden].sort();
      }
    },
  };
}

/** Sandboxes refuse to mount from a path that leads through a link. */
async function realFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return realpath(folder);
}

function placeOf(folder: string, key: string): string {
  return join(folder, 'ready', key);
}

async function make(job: Job, folder: string, options: EnvironmentsOptions, signal: AbortSignal): Promise<Environment> {
  const { key, setUp } = job;
  const work = await makeOwnedFolder(join(folder, 'work'));
  try {
    const result = join(work, 'environment');
    await mkdir(homeIn(result), { recursive: true });
    const made = await setUpIn(work, result, job, options, signal);
    signal.throwIfAborted();
    await publishEnvironment(result, placeOf(folder, key), join(work, 'discarded'), {
      key,
      run: setUp.run ?? null,
      once: setUp.salt !== undefined,
      ...made,
    });
  } finally {
    await removeTree(work);
  }
  const environment = await readEnvironment(placeOf(folder, key), key);
  if (environment !== undefined) return environment;
  throw new Failure(
    'Transient',
    `The environment ${key} vanished when it was finished: did something else clear ${folder}?`,
  );
}

/** Runs setup in a fresh checkout and moves what it made into `result`, whose home it wrote to. */
async function setUpIn(
  work: string,
  result: string,
  job: Job,
  options: EnvironmentsOptions,
  signal: AbortSignal,
): Promise<Made> {
  const { commit, setUp, index } = job;
  const { mostMade = 200 } = options;
  if (setUp.run === undefined) return { paths: [], leftOut: [] };
  const tree = join(work, 'repo');
  const home = homeIn(result);
  await mkdir(tree);
  await options.store.checkOut(commit, tree);
  await runSetUp(options.sandbox, { ...setUp, run: setUp.run }, { checkout: tree, home }, options.limits, signal);
  for (const root of [tree, home]) await chmod(root, 0o700);
  const made = await findMade(tree, index);
  if (made.paths.length > mostMade) {
    throw new Failure(
      'SetupFailed',
      `The setup command '${setUp.run}' made ${made.paths.length} files and folders beside the commit's own (${made.paths.slice(0, 3).join(', ')}, ...), and at most ${mostMade} can be kept. Let it write into folders of its own.`,
    );
  }
  await moveMade(tree, made, result);
  return made;
}
