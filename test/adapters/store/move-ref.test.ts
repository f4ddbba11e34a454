import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { blobId } from '../../../src/adapters/store/blob-id.ts';
import { kernelLock } from '../../../src/adapters/store/dead-locks.ts';
import { gitIn as gitOf } from '../../../src/adapters/store/git.ts';
import { gitStore } from '../../../src/adapters/store/git-store.ts';
import type { FailpointName } from '../../../src/ports/failpoints.ts';
import { gitIn } from './source-repository.ts';
import { input, migration, storeWith, write } from './test-store.ts';

const missing = { code: 'ENOENT' };

async function storeWithHeads() {
  const { store, folder, base } = await storeWith({ 'a.txt': 'a' });
  const one = await store.commit(base, [write('a.txt', '1')], input);
  const two = await store.commit(one, [write('a.txt', '2')], input);
  return { store, folder, base, one, two };
}

test('a lease holds a token that only grows, stored as the content of a blob', async () => {
  const { store, folder } = await storeWithHeads();
  const first = await store.takeLease(migration, 'modules/lib');
  const second = await store.takeLease(migration, 'modules/lib');
  expect([first.token, second.token]).toEqual([1, 2]);
  expect(await gitIn(folder, 'cat-file', '-p', 'refs/drover/m1/leases/modules/lib')).toBe('2');
  expect(await gitIn(folder, 'rev-parse', 'refs/drover/m1/leases/modules/lib')).toBe(blobId('2'));
  expect((await store.takeLease(migration, 'modules/other')).token).toBe(1);
});

test('of many who take one lease at once each gets a token of its own', async () => {
  const { folder } = await storeWithHeads();
  const stores = Array.from({ length: 5 }, () => gitStore({ folder, failpoint: () => {} }));
  const leases = await Promise.all(stores.map((store) => store.takeLease(migration, 'queue')));
  expect(new Set(leases.map((lease) => lease.token))).toEqual(new Set([1, 2, 3, 4, 5]));
});

test('a ref is created, moved, and found again', async () => {
  const { store, base, one, two } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(lease, 'modules/lib', undefined, one);
  await store.moveRef(lease, 'modules/lib', one, two);
  expect(await store.readRef(migration, 'modules/lib')).toBe(two);
  expect(await store.readRef(migration, 'modules')).toBeUndefined();
  expect(await store.readRef(migration, 'base')).toBe(base);
  expect(await store.readRef('m2', 'base')).toBeUndefined();
});

test('a move that is done already counts as done', async () => {
  const { store, base, one } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(lease, 'modules/lib', undefined, base);
  await store.moveRef(lease, 'modules/lib', undefined, base);
  await store.moveRef(lease, 'modules/lib', base, one);
  await store.moveRef(lease, 'modules/lib', base, one);
  expect(await store.readRef(migration, 'modules/lib')).toBe(one);
});

test('a zombie with an old token moves nothing', async () => {
  const { store, base, one } = await storeWithHeads();
  const zombie = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(zombie, 'modules/lib', undefined, base);
  const holder = await store.takeLease(migration, 'modules/lib');
  await expect(store.moveRef(zombie, 'modules/lib', base, one)).rejects.toMatchObject({ type: 'StaleLease' });
  await expect(store.moveRef(zombie, 'modules/new', undefined, one)).rejects.toMatchObject({ type: 'StaleLease' });
  expect(await store.readRef(migration, 'modules/lib')).toBe(base);
  expect(await store.readRef(migration, 'modules/new')).toBeUndefined();
  await store.moveRef(holder, 'modules/lib', base, one);
  expect(await store.readRef(migration, 'modules/lib')).toBe(one);
});

test('a lease that nobody took moves nothing', async () => {
  const { store, one } = await storeWithHeads();
  const invented = { migration, name: 'modules/lib', token: 1 };
  await expect(store.moveRef(invented, 'modules/lib', undefined, one)).rejects.toMatchObject({ type: 'StaleLease' });
});

test('a ref that is elsewhere stays there', async () => {
  const { store, base, one, two } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(lease, 'modules/lib', undefined, one);
  const moved = { type: 'RefMoved', message: expect.stringContaining(one) };
  await expect(store.moveRef(lease, 'modules/lib', base, two)).rejects.toMatchObject(moved);
  await expect(store.moveRef(lease, 'modules/lib', undefined, two)).rejects.toMatchObject(moved);
  await expect(store.moveRef(lease, 'modules/none', base, two)).rejects.toMatchObject({ type: 'RefMoved' });
  expect(await store.readRef(migration, 'modules/lib')).toBe(one);
});

test('a ref never points at a commit that is not there', async () => {
  const { store } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await expect(store.moveRef(lease, 'modules/lib', undefined, 'b'.repeat(40))).rejects.toMatchObject({
    type: 'Broken',
  });
  expect(await store.readRef(migration, 'modules/lib')).toBeUndefined();
});

test('a kill just before the move leaves the ref, a kill just after it leaves it moved; a retry ends the same', async () => {
  const { folder, base, one } = await storeWithHeads();
  for (const [name, then] of [
    ['before-ref-update', base],
    ['after-ref-update', one],
  ] satisfies [FailpointName, string][]) {
    const store = gitStore({ folder, failpoint: () => {} });
    const ref = `modules/${name}`;
    const lease = await store.takeLease(migration, ref);
    await store.moveRef(lease, ref, undefined, base);
    const dying = gitStore({
      folder,
      failpoint: (reached) => {
        if (reached === name) throw new Error('killed');
      },
    });
    await expect(dying.moveRef(lease, ref, base, one)).rejects.toThrow('killed');
    expect(await store.readRef(migration, ref)).toBe(then);
    await store.moveRef(await store.takeLease(migration, ref), ref, base, one);
    expect(await store.readRef(migration, ref)).toBe(one);
  }
});

test('lock files that a killed process left behind are removed, however fresh they are', async () => {
  const { store, folder, base, one } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(lease, 'modules/lib', undefined, base);
  const locks = ['modules/lib', 'leases/modules/lib'].map((name) =>
    join(folder, 'refs', 'drover', migration, `${name}.lock`),
  );
  for (const lock of locks) await writeFile(lock, '');
  await store.moveRef(lease, 'modules/lib', base, one);
  expect(await store.readRef(migration, 'modules/lib')).toBe(one);
  for (const lock of locks) await expect(access(lock)).rejects.toMatchObject(missing);
  const unborn = join(folder, 'refs', 'drover', migration, 'leases', 'unborn.lock');
  await mkdir(dirname(unborn), { recursive: true });
  await writeFile(unborn, '');
  expect((await store.takeLease(migration, 'unborn')).token).toBe(1);
});

/** A ref transaction in a process of its own, as the store starts it, that has taken its locks and goes no further. */
async function stoppedTransaction(folder: string, ref: string, from: string, to: string) {
  const startedBy = await kernelLock(gitOf(folder, process.env), 'shared');
  const [program = '', ...args] = [...(startedBy ?? []), 'git', 'update-ref', '--stdin'];
  const child = spawn(program, args, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.write(`start\nupdate ${ref} ${to} ${from}\nprepare\n`);
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('prepare: ok')) break;
  }
  return child;
}

/** Resolves when a process waits for the store's exclusive kernel lock, as the kernel lists it ('->' marks those who wait). */
async function someoneWaitsForTheLock(folder: string): Promise<void> {
  const { ino } = await stat(join(folder, 'ref-transactions.flock'));
  await expect
    .poll(() => readFile('/proc/locks', 'utf8'), { timeout: 10_000 })
    .toMatch(new RegExp(`-> FLOCK .* WRITE .*:${ino} `));
}

test('a git process that is really killed in the middle of its transaction does not block the ref', async () => {
  const { store, folder, base, one } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(lease, 'modules/lib', undefined, base);
  const ref = 'refs/drover/m1/modules/lib';
  const child = await stoppedTransaction(folder, ref, base, one);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await access(join(folder, `${ref}.lock`));
  await store.moveRef(lease, 'modules/lib', base, one);
  expect(await store.readRef(migration, 'modules/lib')).toBe(one);
});

test('the lock of a transaction that is alive is never removed', async () => {
  const { store, folder, base, one, two } = await storeWithHeads();
  const lease = await store.takeLease(migration, 'modules/lib');
  await store.moveRef(lease, 'modules/lib', undefined, base);
  const ref = 'refs/drover/m1/modules/lib';
  const child = await stoppedTransaction(folder, ref, base, one);
  const other = store.moveRef(lease, 'modules/lib', base, two);
  const refused = expect(other).rejects.toMatchObject({ type: 'RefMoved' });
  await someoneWaitsForTheLock(folder);
  await access(join(folder, `${ref}.lock`));
  child.stdin.end('commit\n');
  await once(child, 'exit');
  await refused;
  expect(await store.readRef(migration, 'modules/lib')).toBe(one);
});
