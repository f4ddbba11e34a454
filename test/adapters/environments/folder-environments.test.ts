import { existsSync } from 'node:fs';
import { lstat, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import { folderEnvironments } from '../../../src/adapters/environments/folder-environments.ts';
import { sweepEnvironments } from '../../../src/adapters/environments/sweep-environments.ts';
import { removeTree } from '../../../src/adapters/remove-tree.ts';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import type { Environment, SetUp } from '../../../src/ports/environments.ts';
import { compileForChild } from '../../support/compile-for-child.ts';
import { repositoryInStore } from '../../support/repository-in-store.ts';
import type { FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const never = new AbortController().signal;
const limits = { memoryBytes: 512 * 1024 * 1024, processes: 64, outputBytes: 1024 * 1024 };
const sandbox = bubblewrapSandbox({ bwrap: '/usr/bin/bwrap', failpoint: () => {}, hostEnv: {} });

function setUpOf(run: string | undefined, more: Partial<SetUp> = {}): SetUp {
  return { ...(run === undefined ? {} : { run }), inputs: ['lock'], network: 'none', milliseconds: 20_000, toolchains: [], env: {}, ...more };
}

async function environmentsOf(files: Record<string, FileSpec>) {
  const folder = await temporaryFolder();
  onTestFinished(() => removeTree(folder));
  const repository = await repositoryInStore(files);
  const open = () => folderEnvironments({ folder, store: repository.store, sandbox, limits });
  const work = async () => (existsSync(join(folder, 'work')) ? readdir(join(folder, 'work')) : []);
  const ready = async () => (existsSync(join(folder, 'ready')) ? (await readdir(join(folder, 'ready'))).sort() : []);
  return { ...repository, folder, environments: open(), open, work, ready };
}

/** Runs a command as a step would: in a checkout of the commit with the environment mounted. */
async function runIn({ store }: Awaited<ReturnType<typeof environmentsOf>>, commit: string, environment: Environment, run: string) {
  const checkout = await folderCheckouts({ folder: await temporaryFolder(), store }).open(commit, environment);
  onTestFinished(() => checkout.dispose());
  const command = { run, checkout: checkout.folder, mounts: environment.mounts, home: environment.home, env: {}, toolchains: [], network: 'none' as const };
  const result = await sandbox.run({ ...command, limits: { ...limits, milliseconds: 20_000 } }, never);
  const { changes, leftOut } = await checkout.capture(() => true);
  return { stdout: Buffer.from(result.stdout).toString(), exitCode: result.exitCode, captured: [...changes, ...leftOut].map(({ path }) => path) };
}

test('without a command there is an environment of an empty home', async () => {
  const made = await environmentsOf({ lock: '1' });
  const environment = await made.environments.prepare(made.base, setUpOf(undefined), never);
  expect(environment).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{64}$/), made: [], mounts: [] });
  expect(await readdir(environment.home)).toEqual([]);
  expect(await made.open().prepare(made.base, setUpOf(undefined), never)).toEqual(environment);
});

test('what setup makes in the tree and in its home is there for later commands, read-only, and never captured', async () => {
  const made = await environmentsOf({ lock: '1', 'packages/a/index.js': 'a', 'src/x': 'tracked' });
  const run = `
    pwd; mkdir -p node_modules/m packages/a/node_modules .venv new/deep; echo module > node_modules/m/index.js; ln -s ../m node_modules/m/self
    echo a > packages/a/node_modules/a; echo v > .venv/v; echo d > new/deep/d; echo lock > made.lock; echo changed > src/x; rm lock
    echo home > $HOME/.tool`;
  const environment = await made.environments.prepare(made.base, setUpOf(run), never);
  expect(environment.made).toEqual(['.venv', 'made.lock', 'new', 'node_modules', 'packages/a/node_modules']);
  expect(environment.mounts.map(({ to }) => to)).toEqual(environment.made.map((path) => `/repo/${path}`));

  const seen = await runIn(made, made.base, environment, 'cat node_modules/m/self/index.js packages/a/node_modules/a .venv/v new/deep/d made.lock src/x lock ~/.tool');
  expect(seen).toEqual({ stdout: 'module\na\nv\nd\nlock\ntracked1home\n', exitCode: 0, captured: [] });
  const writes = await runIn(made, made.base, environment, 'echo x > node_modules/x; echo x > ~/x; echo x > made.lock; echo new > src/x');
  expect(writes).toMatchObject({ captured: ['src/x'] });
  expect(existsSync(join(environment.home, 'x'))).toBe(false);
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
  expect(message).toContain('`network: open`');
  expect(await made.ready()).toEqual([]);
  expect(await made.work()).toEqual([]);
  await expect(made.environments.prepare(made.base, setUpOf(run), never)).rejects.toMatchObject({ type: 'SetupFailed' });
});

test('a setup that passes a limit fails', async () => {
  const made = await environmentsOf({ lock: '1' });
  await expect(made.environments.prepare(made.base, setUpOf('sleep 60', { milliseconds: 200 }), never)).rejects.toMatchObject({
    type: 'SetupFailed',
    message: expect.stringMatching(/was stopped after .*timed-out.*[^]*200 ms: `timeout`[^]*it wrote nothing/),
  });
  await expect(made.environments.prepare(made.base, setUpOf('yes'), never)).rejects.toMatchObject({ message: expect.stringContaining('output-limit') });
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

test('links and special files at the top are not kept: mounting would follow a link on the host', async () => {
  const made = await environmentsOf({ lock: '1', 'sub/x': 'x' });
  const environment = await made.environments.prepare(made.base, setUpOf('ln -s /etc/shadow evil; ln -s / sub/root; mkfifo pipe; mkdir .git; rm -r sub/x; mkdir sub/x; echo x > sub/x/y'), never);
  expect(environment).toMatchObject({ made: [], mounts: [] });
  const manifest = JSON.parse(await readFile(join(made.folder, 'ready', environment.key, 'manifest.json'), 'utf8'));
  expect(manifest.leftOut.map(({ path }: { path: string }) => path)).toEqual(['.git', 'evil', 'pipe', 'sub/root']);
});

test('folders that setup made read-only are kept, and removed with the environment', async () => {
  const made = await environmentsOf({ lock: '1', 'sub/x': 'x' });
  const environment = await made.environments.prepare(made.base, setUpOf('mkdir -p sub/d; echo x > sub/d/f; chmod 500 sub/d sub . $HOME'), never);
  expect(environment.made).toEqual(['sub/d']);
  expect((await runIn(made, made.base, environment, 'cat sub/d/f')).stdout).toBe('x\n');
});

test("a commit that has what another commit's setup made sees its own files", async () => {
  const made = await environmentsOf({ lock: '1' });
  const setUp = setUpOf('mkdir -p build; echo made > build/made; [ -e build/own ] || echo made > build/own; [ -e made.lock ] || echo made > made.lock');
  const first = await made.environments.prepare(made.base, setUp, never);
  expect(first.made).toEqual(['build', 'made.lock']);
  const later = await made.commit({ 'build/own': 'own\n', 'made.lock': 'own\n' });
  const second = await made.environments.prepare(later, setUp, never);
  expect(second.made).toEqual(['build/made']);
  expect(await runIn(made, later, second, 'cat build/made build/own made.lock')).toEqual({ stdout: 'made\nown\nown\n', exitCode: 0, captured: [] });
  expect((await made.open().prepare(made.base, setUp, never)).key).toBe(first.key);
  expect((await made.open().prepare(later, setUp, never)).key).toBe(second.key);
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
    ['adapters/environments/folder-environments', 'adapters/store/git-store', 'adapters/sandbox/bubblewrap-sandbox'].map((name) => `src/${name}.ts`),
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
  const child = execa(process.execPath, [script, JSON.stringify(job)], { reject: false, env: { NODE_EXTRA_CA_CERTS: undefined } });
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
  await expect(made.environments.prepare(made.base, setUpOf(run), never)).rejects.toMatchObject({ type: 'SetupFailed', message: expect.stringContaining('made 201 files') });
});

test('mounts come from real paths, also where the data folder is reached through a link', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'real'));
  await symlink('real', join(folder, 'link'));
  const { store, base } = await repositoryInStore({ lock: '1' });
  const { mounts } = await folderEnvironments({ folder: join(folder, 'link'), store, sandbox, limits }).prepare(base, setUpOf('mkdir d'), never);
  expect(mounts.map(({ from }) => from)).toEqual([expect.stringContaining(join(folder, 'real'))]);
  expect((await lstat(mounts[0]?.from ?? '')).isDirectory()).toBe(true);
});
