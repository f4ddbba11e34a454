import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { gitIn as gitOf, type Git } from '../../../src/adapters/store/git.ts';
import { objectReader, type CatFile } from '../../../src/adapters/store/object-reader.ts';
import { startCatFile } from '../../../src/adapters/store/run-plumbing.ts';
import { gitIn } from './source-repository.ts';
import { storeWith } from './test-store.ts';

const environment = { PATH: process.env['PATH'] };

/** A reader of a real store, and the git processes that it has started. */
async function readerOf(files: Record<string, string>, idleMs?: number) {
  const { folder, base } = await storeWith(files);
  const started: CatFile[] = [];
  const read = objectReader(() => {
    const child = startCatFile(folder, environment);
    started.push(child);
    return child;
  }, idleMs);
  return { folder, base, read, started };
}

function texts(objects: Awaited<ReturnType<Git['objects']>>): (string | undefined)[] {
  return objects.map((object) => object && Buffer.from(object.content).toString());
}

test('answers many questions at one moment, each in its own order, by one process', async () => {
  const { base, read, started } = await readerOf({ a: 'one', b: 'x'.repeat(300_000), 'c d': 'three' });
  const answers = await Promise.all([
    read([`${base}:a`, `${base}:gone`, `${base}:c d`]),
    read([]),
    read([`${base}:b`, `${base}:gone\ntoo`, `${base}:a`]),
  ]);
  expect(answers.map(texts)).toEqual([['one', undefined, 'three'], [], ['x'.repeat(300_000), undefined, 'one']]);
  expect(started).toHaveLength(1);
});

test('sees objects and refs that other processes wrote since', async () => {
  const { folder, base, read, started } = await readerOf({ a: 'one' });
  expect(await read(['refs/drover/m1/new'])).toEqual([undefined]);
  const blob = (await execa('git', ['hash-object', '-w', '--stdin'], { cwd: folder, input: 'fresh' })).stdout;
  await gitIn(folder, 'update-ref', 'refs/drover/m1/new', blob);
  expect(texts(await read([blob, 'refs/drover/m1/new']))).toEqual(['fresh', 'fresh']);
  await gitIn(folder, 'update-ref', 'refs/drover/m1/new', base);
  await gitIn(folder, 'pack-refs', '--all');
  await gitIn(folder, 'repack', '-a', '-d', '--quiet');
  expect((await read(['refs/drover/m1/new']))[0]?.oid).toBe(base);
  await gitIn(folder, 'update-ref', '-d', 'refs/drover/m1/new');
  expect(await read(['refs/drover/m1/new'])).toEqual([undefined]);
  expect(started).toHaveLength(1);
});

test('starts another process when the one was killed, and fails for now only what that was asked', async () => {
  const { base, read, started } = await readerOf({ a: 'one' });
  await read([`${base}:a`]);
  started[0]?.kill('SIGSTOP');
  const first = read([`${base}:a`]);
  const second = read([`${base}:a`]);
  started[0]?.kill('SIGKILL');
  await expect(first).rejects.toMatchObject({ type: 'Transient' });
  expect(texts(await second)).toEqual(['one']);
  expect(started).toHaveLength(2);
});

test('ends its process when nobody asks any more, and starts another for the next question', async () => {
  const { base, read, started } = await readerOf({ a: 'one' }, 20);
  await read([`${base}:a`]);
  const [first] = started;
  if (first === undefined) throw new Error('no process was started');
  expect(await once(first, 'exit')).toEqual([0, null]);
  expect(texts(await read([`${base}:a`]))).toEqual(['one']);
  expect(started).toHaveLength(2);
});

test('a damaged object is the failure of its own question alone', async () => {
  const { folder, base, read } = await readerOf({ a: 'one' });
  const input = randomBytes(20_000).toString('hex');
  const { stdout: blob } = await execa('git', ['hash-object', '-w', '--stdin'], { cwd: folder, input });
  const file = join(folder, 'objects', blob.slice(0, 2), blob.slice(2));
  await chmod(file, 0o600);
  await truncate(file, 5_000);
  const [damaged, sound] = await Promise.allSettled([read([blob]), read([`${base}:a`])]);
  expect(damaged).toMatchObject({ status: 'rejected', reason: { type: 'Broken' } });
  expect(sound.status === 'fulfilled' && texts(sound.value)).toEqual(['one']);
});

test('says that git is missing', async () => {
  const { folder } = await storeWith({ a: 'one' });
  const git = gitOf(folder, { PATH: '/nowhere' });
  await expect(git.objects(['HEAD'])).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('PATH'),
  });
  await expect(git.plumbing(['version'])).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('PATH'),
  });
});
