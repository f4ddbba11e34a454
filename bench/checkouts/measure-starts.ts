import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseSandbox } from '../../src/adapters/sandbox/choose-sandbox.ts';
import { folderCheckouts } from '../../src/adapters/checkouts/folder-checkouts.ts';
import { folderEnvironments } from '../../src/adapters/environments/folder-environments.ts';
import { gitStore } from '../../src/adapters/store/git-store.ts';
import type { CommitId } from '../../src/domain/ids.ts';
import { makeLargeRepository } from './large-repository.ts';

export type Starts = {
  /** Milliseconds from 'verify this commit' to the command's first instruction, by kind. */
  cold: number[];
  tenFiles: number[];
  oneFile: number[];
};

const never = new AbortController().signal;
const limits = { memoryBytes: 2 ** 31, processes: 100, outputBytes: 2 ** 20 };
const setUp = {
  run: 'mkdir -p node_modules/made && echo made > node_modules/made/index.js',
  ...{ inputs: ['package.json', '**/package-lock.json'], network: 'none' as const, milliseconds: 60_000 },
  ...{ toolchains: [], env: {} },
};

/**
 * Measures how long it takes from a commit's id to the first instruction of a command in its checkout, beside an environment that is made.
 * Cold: nothing of the repository is known, as after a worker's start. Warm: a commit that changes ten files of the last one, then
 * one that changes one of them back, each seen for the first time.
 */
export async function measureStarts(
  folder: string,
  files: number,
  rounds: number,
  coldRounds: number,
): Promise<Starts> {
  const repository = join(folder, 'repository.git');
  const commits = await makeLargeRepository(repository, files, rounds);
  const open = () => gitStore({ folder: join(folder, 'store.git'), failpoint: () => {} });
  const { base: last } = await open().fetchBase('bench', repository, 'main', never);
  const starter = await makeStarter(folder);

  const cold: number[] = [];
  // The first one makes the environment.
  await starter.begin(open())(last);
  for (let round = 0; round < coldRounds; round += 1) cold.push(await starter.begin(open())(last));
  const [base = '', ...changes] = commits;
  const start = starter.begin(open());
  await start(base);
  const warm: number[] = [];
  for (const commit of changes) warm.push(await start(commit));
  return { cold, tenFiles: warm.filter((_, n) => n % 2 === 0), oneFile: warm.filter((_, n) => n % 2 === 1) };
}

async function makeStarter(folder: string) {
  const [checkoutsFolder, environmentsFolder] = [join(folder, 'checkouts'), join(folder, 'environments')];
  await mkdir(checkoutsFolder);
  const hostEnv = { PATH: '/usr/local/bin:/usr/bin:/bin' };
  const { sandbox, overlays } = await chooseSandbox('auto', {
    failpoint: () => {},
    hostEnv,
    checkouts: checkoutsFolder,
  });
  return {
    begin(store: ReturnType<typeof gitStore>): (commit: CommitId) => Promise<number> {
      const checkouts = folderCheckouts({ folder: checkoutsFolder, store, overlays });
      const environments = folderEnvironments({ folder: environmentsFolder, store, sandbox, limits });
      return async (commit) => {
        const begun = performance.timeOrigin + performance.now();
        const environment = await environments.prepare(commit, setUp, never);
        const checkout = await checkouts.open(commit, environment, { use: 'judge', near: 'bench' });
        try {
          const where = {
            checkout: checkout.folder,
            ...checkout.beside,
            env: {},
            toolchains: [],
            network: 'none' as const,
          };
          const command = { run: 'date +%s%N', ...where, limits: { ...limits, milliseconds: 60_000 } };
          const { stdout } = await sandbox.run(command, never);
          return Number(Buffer.from(stdout).toString()) / 1e6 - begun;
        } finally {
          await checkout.dispose();
        }
      };
    },
  };
}
