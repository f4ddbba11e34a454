import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import { folderEnvironments } from '../../../src/adapters/environments/folder-environments.ts';
import { removeTree } from '../../../src/adapters/remove-tree.ts';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import type { Environment, SetUp } from '../../../src/ports/environments.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import type { FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

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

export async function environmentsOf(files: Record<string, FileSpec>) {
  const folder = await temporaryFolder();
  onTestFinished(() => removeTree(folder));
  const repository = await repositoryInStore(files);
  const open = () => folderEnvironments({ folder, store: repository.store, sandbox, limits });
  const work = async () => (existsSync(join(folder, 'work')) ? readdir(join(folder, 'work')) : []);
  const ready = async () => (existsSync(join(folder, 'ready')) ? (await readdir(join(folder, 'ready'))).sort() : []);
  return { ...repository, folder, environments: open(), open, work, ready };
}

/** Runs a command as a step would: in a checkout of the commit with the environment mounted. */
export async function runIn(
  { store }: Awaited<ReturnType<typeof environmentsOf>>,
  commit: string,
  environment: Environment,
  run: string,
  runner: Sandbox = sandbox,
) {
  const checkout = await folderCheckouts({ folder: await temporaryFolder(), store }).open(commit, environment);
  onTestFinished(() => checkout.dispose());
  const command = {
    run,
    checkout: checkout.folder,
    mounts: environment.mounts,
    home: environment.home,
    env: {},
    toolchains: [],
    network: 'none' as const,
  };
  const result = await runner.run({ ...command, limits: { ...limits, milliseconds: 20_000 } }, never);
  const { changes, leftOut } = await checkout.capture(() => true);
  return {
    stdout: Buffer.from(result.stdout).toString(),
    exitCode: result.exitCode,
    captured: [...changes, ...leftOut].map(({ path }) => path),
  };
}
