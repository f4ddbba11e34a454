import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { folderEnvironments } from '../../../src/adapters/environments/folder-environments.ts';
import { toolchainStamps } from '../../../src/adapters/environments/toolchain-stamps.ts';
import { systemPath } from '../../../src/adapters/sandbox/command-environment.ts';
import { unsafeProcessSandbox } from '../../../src/adapters/sandbox/unsafe-process-sandbox.ts';
import type { SetUp } from '../../../src/ports/environments.ts';
import { executable } from '../../support/executable.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { environmentsOf, limits, never, runIn, sandbox, setUpOf } from './prepare-for-test.ts';

test('without a command there is an environment of an empty home', async () => {
  const made = await environmentsOf({ lock: '1' });
  const environment = await made.environments.prepare(made.base, setUpOf(undefined), never);
  expect(environment).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{64}$/), made: [], mounts: [] });
  expect(await readdir(environment.home)).toEqual([]);
  expect(await made.open().prepare(made.base, setUpOf(undefined), never)).toEqual(environment);
});

test('what setup makes in the tree and in its home is there for later commands, unchanged for each, and never captured', async () => {
  const made = await environmentsOf({ lock: '1', 'packages/a/index.js': 'a', 'src/x': 'tracked' });
  const run = `
    pwd; mkdir -p node_modules/m packages/a/node_modules .venv new/deep; echo module > node_modules/m/index.js; ln -s ../m node_modules/m/self
    echo a > packages/a/node_modules/a; echo v > .venv/v; echo d > new/deep/d; echo lock > made.lock; echo changed > src/x; rm lock
    echo home > $HOME/.tool`;
  const environment = await made.environments.prepare(made.base, setUpOf(run), never);
  expect(environment.made).toEqual(['.venv', 'made.lock', 'new', 'node_modules', 'packages/a/node_modules']);
  expect(environment.mounts.map(({ to }) => to)).toEqual(environment.made.map((path) => `/repo/${path}`));

  const seen = await runIn(
    made,
    made.base,
    environment,
    'cat node_modules/m/self/index.js packages/a/node_modules/a .venv/v new/deep/d made.lock src/x lock ~/.tool',
  );
  expect(seen).toEqual({ stdout: 'module\na\nv\nd\nlock\ntracked1home\n', exitCode: 0, captured: [] });
  const writes = await runIn(
    made,
    made.base,
    environment,
    'echo x > node_modules/x; echo x > ~/x; echo x > made.lock; echo new > src/x',
  );
  expect(writes).toMatchObject({ captured: ['src/x'] });
  expect(existsSync(join(environment.home, 'x'))).toBe(false);
});

test('where nothing can be mounted, the links to what setup made are not captured either', async () => {
  const made = await environmentsOf({ lock: '1', 'packages/a/index.js': 'a' });
  const runner = unsafeProcessSandbox({ failpoint: () => {}, hostEnv: {} });
  const environments = folderEnvironments({ folder: made.folder, store: made.store, sandbox: runner, limits });
  const environment = await environments.prepare(
    made.base,
    setUpOf('mkdir -p packages/a/node_modules; echo m > packages/a/node_modules/m'),
    never,
  );
  const seen = await runIn(made, made.base, environment, 'cat packages/a/node_modules/m; echo x > x', runner);
  expect(seen).toEqual({ stdout: 'm\n', exitCode: 0, captured: ['x'] });
});

test('setup runs once for a key, whoever asks for it', async () => {
  const made = await environmentsOf({ lock: '1', other: '1' });
  const setUp = setUpOf('mkdir d; head -c 8 /dev/urandom | od -An -tx1 > d/random');
  const environments = await Promise.all([1, 2, 3].map(() => made.environments.prepare(made.base, setUp, never)));
  const second = await made.commit({ other: '2' });
  environments.push(await made.open().prepare(second, setUp, never));
  expect(new Set(environments.map(({ key }) => key)).size).toBe(1);
  expect(await made.ready()).toHaveLength(1);
  expect(await made.work()).toEqual([]);
});

test('of processes that make the same one at one moment the first wins, and all use that one', async () => {
  const made = await environmentsOf({ lock: '1' });
  const setUp = setUpOf('mkdir d; head -c 8 /dev/urandom | od -An -tx1 > d/random; sleep 0.2');
  const all = await Promise.all([1, 2, 3].map(() => made.open().prepare(made.base, setUp, never)));
  const contents = await Promise.all(all.map(({ mounts }) => readFile(join(mounts[0]?.from ?? '', 'random'), 'utf8')));
  expect(new Set(contents).size).toBe(1);
  expect(await made.work()).toEqual([]);
});

test('the key depends on all that the result depends on, and on nothing else', async () => {
  const made = await environmentsOf({ lock: '1', other: '1' });
  const keyOf = async (commit: string, setUp: SetUp) => (await made.environments.prepare(commit, setUp, never)).key;
  const plain = setUpOf('true', { env: { A: '1', B: '2' } });
  const key = await keyOf(made.base, plain);
  const changedLock = await made.commit({ lock: '2' });
  const others = await Promise.all([
    keyOf(changedLock, plain),
    keyOf(made.base, { ...plain, run: 'true ' }),
    keyOf(made.base, { ...plain, env: { A: '1', B: '3' } }),
    keyOf(made.base, { ...plain, inputs: ['lock', 'other'] }),
    keyOf(made.base, { ...plain, network: 'open' }),
    keyOf(made.base, setUpOf(undefined, { env: { A: '1', B: '2' } })),
  ]);
  expect(new Set([key, ...others]).size).toBe(7);
  expect(await keyOf(made.base, { ...plain, env: { B: '2', A: '1' }, milliseconds: 5_000 })).toBe(key);
});

test('the key depends on the programs as they are, in toolchain folders and in those of the system', async () => {
  const made = await environmentsOf({ lock: '1' });
  const [one, two] = [await temporaryFolder(), await temporaryFolder()];
  for (const folder of [one, two]) await executable(folder, 'go', 'echo go version 1');
  const keyOf = async (toolchains: string[]) =>
    (await made.environments.prepare(made.base, setUpOf(undefined, { toolchains }), never)).key;
  const first = await keyOf([one]);
  expect(await keyOf([one])).toBe(first);
  await executable(one, 'go', 'echo go version 1.1');
  const upgraded = await keyOf([one]);
  await executable(one, 'unknown', 'true');
  expect(await keyOf([one])).toBe(upgraded);
  await rm(join(one, 'go'));
  await symlink(join(two, 'go'), join(one, 'go'));
  expect(new Set([first, upgraded, await keyOf([one])]).size).toBe(3);
  expect(toolchainStamps(['/usr/local/bin', '/usr/bin']).map(([program]) => program)).toContain('gcc');
});

test('looking at the programs takes less than 5 ms of processor time', () => {
  const begun = process.cpuUsage();
  for (let look = 0; look < 20; look += 1) toolchainStamps([dirname(process.execPath), '/opt/x/bin', ...systemPath]);
  const { user, system } = process.cpuUsage(begun);
  expect((user + system) / 20 / 1_000).toBeLessThan(5);
});

test('links and special files at the top are not kept: mounting would follow a link on the host', async () => {
  const made = await environmentsOf({ lock: '1', 'sub/x': 'x' });
  const environment = await made.environments.prepare(
    made.base,
    setUpOf(
      'ln -s /etc/shadow evil; ln -s / sub/root; mkfifo pipe; mkdir .git; rm -r sub/x; mkdir sub/x; echo x > sub/x/y',
    ),
    never,
  );
  expect(environment).toMatchObject({ made: [], mounts: [] });
  const manifest = JSON.parse(await readFile(join(made.folder, 'ready', environment.key, 'manifest.json'), 'utf8'));
  expect(manifest.leftOut.map(({ path }: { path: string }) => path)).toEqual(['.git', 'evil', 'pipe', 'sub/root']);
});

test('folders that setup made read-only are kept, and removed with the environment', async () => {
  const made = await environmentsOf({ lock: '1', 'sub/x': 'x' });
  const environment = await made.environments.prepare(
    made.base,
    setUpOf('mkdir -p sub/d; echo x > sub/d/f; chmod 500 sub/d sub . $HOME'),
    never,
  );
  expect(environment.made).toEqual(['sub/d']);
  expect((await runIn(made, made.base, environment, 'cat sub/d/f')).stdout).toBe('x\n');
});

test("a commit that has what another commit's setup made sees its own files", async () => {
  const made = await environmentsOf({ lock: '1' });
  const setUp = setUpOf(
    'mkdir -p build; echo made > build/made; [ -e build/own ] || echo made > build/own; [ -e made.lock ] || echo made > made.lock',
  );
  const first = await made.environments.prepare(made.base, setUp, never);
  expect(first.made).toEqual(['build', 'made.lock']);
  const later = await made.commit({ 'build/own': 'own\n', 'made.lock': 'own\n' });
  const second = await made.environments.prepare(later, setUp, never);
  expect(second.made).toEqual(['build/made']);
  expect(await runIn(made, later, second, 'cat build/made build/own made.lock')).toEqual({
    stdout: 'made\nown\nown\n',
    exitCode: 0,
    captured: [],
  });
  expect((await made.open().prepare(made.base, setUp, never)).key).toBe(first.key);
  expect((await made.open().prepare(later, setUp, never)).key).toBe(second.key);
});

test('mounts come from real paths, also where the data folder is reached through a link', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'real'));
  await symlink('real', join(folder, 'link'));
  const { store, base } = await repositoryInStore({ lock: '1' });
  const { mounts } = await folderEnvironments({ folder: join(folder, 'link'), store, sandbox, limits }).prepare(
    base,
    setUpOf('mkdir d'),
    never,
  );
  expect(mounts.map(({ from }) => from)).toEqual([expect.stringContaining(join(folder, 'real'))]);
  expect((await lstat(mounts[0]?.from ?? '')).isDirectory()).toBe(true);
});
