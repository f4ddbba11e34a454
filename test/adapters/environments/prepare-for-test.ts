import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import { folderEnvironments } from '../../../src/adapters/environments/folder-environments.ts';
import { removeTree } from '../../../src/adapters/remove-tree.ts';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import type { Environment, SetUp } from '../../../src/ports/environments.ts';
import type { Overlays } from '../../../src/adapters/overlay/overlay-support.ts';
import type { Sandbox, SandboxCommand } from '../../../src/ports/sandbox.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import type { FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { overlaysForTest } from '../overlay/overlays-for-test.ts';
import { realBubblewrap } from '../sandbox/sandbox-for-test.ts';

export const never = new AbortController().signal;
export const limits = { memoryBytes: 512 * 1024 * 1024, processes: 64, outputBytes: 1024 * 1024 };
export const sandbox = bubblewrapSandbox({ bwrap: '/usr/bin/bwrap', failpoint: () => {}, hostEnv: {} });

export function setUpOf(run: string | undefined, more: Partial<SetUp> = {}): SetUp {
  return {
    ...(run === undefined ? {} : { run }),
    inputs: ['lock'],
    network: 'none',
    milliseconds: 20_000,
    toolchains: [],
    env: {},
    ...more,
  };
}

export async function environmentsOf(
  files: Record<string, FileSpec>,
  more: Partial<Pick<Parameters<typeof folderEnvironments>[0], 'sandbox' | 'limits'>> = {},
) {
  const folder = await temporaryFolder();
  onTestFinished(() => removeTree(folder));
  const repository = await repositoryInStore(files);
  const open = () => folderEnvironments({ folder, store: repository.store, sandbox, limits, ...more });
  const work = async () => (existsSync(join(folder, 'work')) ? readdir(join(folder, 'work')) : []);
  const ready = async () => (existsSync(join(folder, 'ready')) ? (await readdir(join(folder, 'ready'))).sort() : []);
  return { ...repository, folder, environments: open(), open, work, ready };
}

/**
 * Runs a command as a step would: in a checkout of the commit with the environment beside it. Without a runner, in an overlay; a checkout of
 * its own then has to show and capture the same.
 */
export async function runIn(
  made: Awaited<ReturnType<typeof environmentsOf>>,
  commit: string,
  environment: Environment,
  run: string,
  runner?: Sandbox,
) {
  const open = { store: made.store, commit, environment, run };
  if (runner !== undefined) {
    const { stderr: _, ...rest } = await runOnce({ ...open, runner });
    return rest;
  }
  const overlays = await overlaysForTest();
  const layered = await runOnce({ ...open, runner: realBubblewrap({}, { overlays }), overlays });
  const { stdout, exitCode, captured } = layered;
  expect(await runOnce({ ...open, runner: sandbox })).toMatchObject({ stdout, captured });
  return { stdout, exitCode, captured };
}

type Run = Pick<Awaited<ReturnType<typeof environmentsOf>>, 'store'> & {
  commit: string;
  environment: Environment;
  run: string;
  runner: Sandbox;
  overlays?: Overlays;
  more?: Partial<Pick<SandboxCommand, 'env' | 'toolchains' | 'limits'>>;
};

export async function runOnce({ store, commit, environment, run, runner, overlays, more }: Run) {
  const checkouts = folderCheckouts({ folder: await temporaryFolder(), store, overlays });
  const checkout = await checkouts.open(commit, environment);
  onTestFinished(() => checkout.dispose());
  const where = { checkout: checkout.folder, ...checkout.beside };
  const command = { run, ...where, env: {}, toolchains: [], network: 'none' as const };
  const result = await runner.run({ ...command, limits: { ...limits, milliseconds: 20_000 }, ...more }, never);
  const { changes, leftOut } = await checkout.capture(() => true);
  return {
    stdout: Buffer.from(result.stdout).toString(),
    stderr: Buffer.from(result.stderr).toString(),
    exitCode: result.exitCode,
    captured: [...changes, ...leftOut].map(({ path }) => path),
  };
}
