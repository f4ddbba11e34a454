import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { sweepCheckouts } from '../../src/adapters/checkouts/sweep-checkouts.ts';
import { sweepEnvironments } from '../../src/adapters/environments/sweep-environments.ts';
import { makeOwnedFolder, sweepOwnedFolders } from '../../src/adapters/owned-folder.ts';
import { compileForChild } from '../support/compile-for-child.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a sweep keeps what processes that run own, and removes it once they were killed', async () => {
  const script = await compileForChild(
    ['src/adapters/owned-folder.ts'],
    `
    import { makeOwnedFolder } from './src/adapters/owned-folder.js';
    console.log(await makeOwnedFolder(process.argv[2]));
    setInterval(() => {}, 1000);
    `,
  );
  const parent = await temporaryFolder();
  const own = await makeOwnedFolder(parent);
  const child = execa(process.execPath, [script, parent], { reject: false, env: { NODE_EXTRA_CA_CERTS: undefined } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [theirs] = await once(child.stdout, 'data');
  await writeFile(join(String(theirs).trim(), 'left'), 'behind');

  expect(await sweepOwnedFolders(parent)).toBe(0);
  child.kill('SIGKILL');
  await child;
  expect(await sweepOwnedFolders(parent)).toBe(1);
  expect(await readdir(parent)).toEqual([basename(own)]);
});

test('a process that took over the number of one that ended does not count as that one', async () => {
  const parent = await temporaryFolder();
  const [place = '', pid = '', started = ''] = basename(await makeOwnedFolder(parent)).split('-');
  await mkdir(join(parent, `${place}-${pid}-${Number(started) - 1}-${'0'.repeat(16)}`));
  expect(await sweepOwnedFolders(parent)).toBe(1);
  expect(await readdir(parent)).toHaveLength(1);
});

test('folders of another machine, boot or container go when they are older than a day', async () => {
  const parent = await temporaryFolder();
  for (const name of [`00000000-1-1-${'a'.repeat(16)}`, `00000000-1-1-${'b'.repeat(16)}`])
    await mkdir(join(parent, name));
  const dayAgo = new Date(Date.now() - 25 * 60 * 60 * 1_000);
  await utimes(join(parent, `00000000-1-1-${'b'.repeat(16)}`), dayAgo, dayAgo);
  expect(await sweepOwnedFolders(parent)).toBe(1);
  expect(await readdir(parent)).toEqual([`00000000-1-1-${'a'.repeat(16)}`]);
});

test('names that are none of ours are kept, and a folder that is missing is fine', async () => {
  const parent = await temporaryFolder();
  await mkdir(join(parent, 'notes'));
  await mkdir(join(parent, '1-2-3'));
  expect(await sweepOwnedFolders(parent)).toBe(0);
  expect(await readdir(parent)).toHaveLength(2);
  expect(await sweepOwnedFolders(join(parent, 'none'))).toBe(0);
});

test('checkouts and unfinished environments are swept where they are made', async () => {
  const parent = await temporaryFolder();
  const [place = '', pid = '', started = ''] = basename(await makeOwnedFolder(join(parent, 'own'))).split('-');
  const dead = `${place}-${pid}-${Number(started) - 1}-${'0'.repeat(16)}`;
  for (const path of ['checkouts', 'environments/work']) await mkdir(join(parent, path, dead), { recursive: true });
  await mkdir(join(parent, 'environments/ready', 'k'), { recursive: true });
  expect([
    await sweepCheckouts(join(parent, 'checkouts')),
    await sweepEnvironments(join(parent, 'environments')),
  ]).toEqual([1, 1]);
  expect(await readdir(join(parent, 'environments/ready'))).toEqual(['k']);
});
