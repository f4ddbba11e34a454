import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { networkEnvironment, storeEnvironment } from '../../../src/adapters/store/git-environment.ts';
import { gitIn } from '../../../src/adapters/store/git.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testStore } from './test-store.ts';

const operator = {
  PATH: process.env['PATH'],
  HOME: '/home/ada',
  SSH_AUTH_SOCK: '/run/agent',
  OPENAI_API_KEY: 'sk-1',
  GIT_DIR: '/elsewhere',
  LD_PRELOAD: 'x',
};

test('git never sees a secret or a setting of the process, and no home folder unless it goes to the network', () => {
  const inStore = storeEnvironment('/store', operator);
  expect(inStore).toMatchObject({
    HOME: '/dev/null',
    GIT_DIR: '/store',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: 'file',
  });
  expect(inStore).not.toHaveProperty('SSH_AUTH_SOCK');
  const abroad = networkEnvironment('/store', operator);
  expect(abroad).toMatchObject({
    HOME: '/home/ada',
    SSH_AUTH_SOCK: '/run/agent',
    GIT_TERMINAL_PROMPT: '0',
    GIT_DIR: '/store',
  });
  for (const environment of [inStore, abroad]) {
    expect(environment).not.toHaveProperty('OPENAI_API_KEY');
    expect(environment).not.toHaveProperty('LD_PRELOAD');
  }
});

test('both ways of running git pass exactly that environment and switch hooks and monitors off', async () => {
  const { store, folder } = await testStore();
  await store.readRef('m1', 'base');
  const git = gitIn(folder, operator);
  const config = ['config', '--show-origin', '--get', 'core.hooksPath'];
  for (const end of [await git.plumbing(config), await git.porcelain(config)]) {
    expect(Buffer.from(end.stdout).toString()).toBe('command line:\t/dev/null\n');
  }
});

test('an end with an exit code, and output without a last line break, come back as they are', async () => {
  const { store, folder } = await testStore();
  await store.readRef('m1', 'base');
  const git = gitIn(folder, operator);
  for (const run of [git.plumbing, git.porcelain]) {
    expect(await run(['rev-parse', '--verify', '--quiet', 'refs/none'])).toMatchObject({ exitCode: 1 });
    const said = await run(['rev-parse', '--verify', 'refs/none']);
    expect(said).toMatchObject({ exitCode: 128, stderr: expect.stringContaining('fatal') });
  }
});

test('a git that was killed is never taken for one that succeeded, and a git that is missing is named', async () => {
  const { store, folder } = await testStore();
  await store.readRef('m1', 'base');
  const bin = await temporaryFolder();
  await writeFile(join(bin, 'git'), '#!/bin/sh\necho half\nkill -9 $$\n');
  await chmod(join(bin, 'git'), 0o755);
  const dying = gitIn(folder, { PATH: bin });
  const missing = gitIn(folder, { PATH: await temporaryFolder() });
  for (const run of ['plumbing', 'porcelain'] as const) {
    expect(await dying[run](['version'])).toMatchObject({ exitCode: undefined });
    await expect(missing[run](['version'])).rejects.toMatchObject({
      type: 'Broken',
      message: expect.stringContaining('git'),
    });
  }
});
