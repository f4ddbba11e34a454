import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { sweepEnvironments } from '../../../src/adapters/environments/sweep-environments.ts';
import { compileForChild } from '../../support/compile-for-child.ts';
import { environmentsOf, limits, never, setUpOf } from './prepare-for-test.ts';

test('a setup that fails says so with its last lines and the way out, and is tried again by the next', async () => {
  const made = await environmentsOf({ lock: '1' });
  const run = `i=0; while [ $i -lt 30 ]; do echo line $i; i=$((i+1)); done; mkdir d; printf '\\033[31mno such package\\033[0m\\n' >&2; exit 3`;
  const failure = await made.environments.prepare(made.base, setUpOf(run), never).catch((error: unknown) => error);
  expect(failure).toMatchObject({ type: 'SetupFailed', retryable: false });
  const { message } = failure as Error;
  expect(message).toContain(run);
  expect(message).toContain('ended with exit code 3');
  expect(message).toMatch(/line 11\nline 12\n(.*\n)*line 29\nno such package$/);
  expect(message).not.toContain('line 10\n');
  expect(message).toContain('`network: registries`');
  expect(await made.ready()).toEqual([]);
  expect(await made.work()).toEqual([]);
  await expect(made.environments.prepare(made.base, setUpOf(run), never)).rejects.toMatchObject({
    type: 'SetupFailed',
  });
});

test('a setup that passes a limit fails', async () => {
  const made = await environmentsOf({ lock: '1' });
  await expect(
    made.environments.prepare(made.base, setUpOf('sleep 60', { milliseconds: 200 }), never),
  ).rejects.toMatchObject({
    type: 'SetupFailed',
    message: expect.stringMatching(/was stopped after .*timed-out.*[^]*200 ms: `timeout`[^]*it wrote nothing/),
  });
  await expect(made.environments.prepare(made.base, setUpOf('yes'), never)).rejects.toMatchObject({
    message: expect.stringContaining('output-limit'),
  });
});

test('cancelling stops the setup and leaves nothing', async () => {
  const made = await environmentsOf({ lock: '1' });
  const controller = new AbortController();
  const waiting = made.environments.prepare(made.base, setUpOf('mkdir d; sleep 60'), controller.signal);
  await expect.poll(() => made.work()).toHaveLength(1);
  controller.abort(new Error('cancelled by a test'));
  await expect(waiting).rejects.toThrow('cancelled by a test');
  expect(await made.ready()).toEqual([]);
  expect(await made.work()).toEqual([]);
});

test('an environment without its manifest is made anew', async () => {
  const made = await environmentsOf({ lock: '1' });
  const setUp = setUpOf('mkdir d; echo x > d/x');
  const { key, mounts } = await made.environments.prepare(made.base, setUp, never);
  await writeFile(join(made.folder, 'ready', key, 'manifest.json'), '{"v":');
  await writeFile(join(mounts[0]?.from ?? '', 'x'), 'half');
  const again = await made.environments.prepare(made.base, setUp, never);
  expect(again.key).toBe(key);
  expect(await readFile(join(mounts[0]?.from ?? '', 'x'), 'utf8')).toBe('x\n');
});

test('a kill in the middle of a setup leaves nothing that looks finished, and the rest is swept', async () => {
  const made = await environmentsOf({ lock: '1' });
  const script = await compileForChild(
    [
      'adapters/environments/folder-environments',
      'adapters/store/git-store',
      'adapters/sandbox/bubblewrap-sandbox',
    ].map((name) => `src/${name}.ts`),
    `
    import { folderEnvironments } from './src/adapters/environments/folder-environments.js';
    import { gitStore } from './src/adapters/store/git-store.js';
    import { bubblewrapSandbox } from './src/adapters/sandbox/bubblewrap-sandbox.js';
    const { folder, store, commit, setUp, limits } = JSON.parse(process.argv[2]);
    const failpoint = () => {};
    const sandbox = bubblewrapSandbox({ bwrap: '/usr/bin/bwrap', failpoint, hostEnv: {} });
    const environments = folderEnvironments({ folder, store: gitStore({ folder: store, failpoint }), sandbox, limits });
    await environments.prepare(commit, setUp, new AbortController().signal);
    `,
  );
  const setUp = setUpOf('mkdir -p d; echo half > d/x; if [ -e wait ]; then sleep 60; fi; echo whole > d/x');
  const slow = await made.commit({ wait: '' });
  const job = { folder: made.folder, store: made.storeFolder, commit: slow, setUp, limits };
  const child = execa(process.execPath, [script, JSON.stringify(job)], {
    reject: false,
    env: { NODE_EXTRA_CA_CERTS: undefined },
  });
  const halfDone = async () => {
    const [work] = await made.work();
    return work !== undefined && existsSync(join(made.folder, 'work', work, 'repo/d/x'));
  };
  await expect.poll(halfDone, { timeout: 10_000 }).toBe(true);
  child.kill('SIGKILL');
  await child;

  expect(await made.ready()).toEqual([]);
  const { mounts } = await made.environments.prepare(made.base, setUp, never);
  expect(await readFile(join(mounts[0]?.from ?? '', 'x'), 'utf8')).toBe('whole\n');
  expect(await made.work()).toHaveLength(1);
  expect(await sweepEnvironments(made.folder)).toBe(1);
  expect(await made.work()).toEqual([]);
});

test('a setup that litters the tree is refused', async () => {
  const made = await environmentsOf({ lock: '1' });
  const run = 'i=0; while [ $i -lt 201 ]; do : > f$i; i=$((i+1)); done';
  await expect(made.environments.prepare(made.base, setUpOf(run), never)).rejects.toMatchObject({
    type: 'SetupFailed',
    message: expect.stringContaining('made 201 files'),
  });
});
