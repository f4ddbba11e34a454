import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { gitStore } from '../../../src/adapters/store/git-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { gitIn } from './source-repository.ts';
import { input, migration, storeWith, testStore, write } from './test-store.ts';

test('the first use creates a bare repository that synchronises everything, collects nothing and runs nothing', async () => {
  const { store, folder } = await testStore();
  expect(await store.readRef(migration, 'base')).toBeUndefined();
  const config = await gitIn(folder, 'config', '--list', '--local');
  for (const line of [
    'core.bare=true',
    'core.fsync=all',
    'core.hookspath=/dev/null',
    'gc.auto=0',
    'maintenance.auto=false',
  ]) {
    expect(config.split('\n')).toContain(line);
  }
  expect(await readdir(folder)).not.toContain('hooks');
});

test('many processes may create the same store at once', async () => {
  const folder = join(await temporaryFolder(), 'deep', 'store');
  const stores = Array.from({ length: 6 }, () => gitStore({ folder, failpoint: () => {} }));
  const leases = await Promise.all(stores.map((store, index) => store.takeLease(migration, `lease-${index}`)));
  expect(leases.map((lease) => lease.token)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await readdir(dirname(folder))).toEqual(['store']);
});

test('what a kill in the middle of creating leaves behind does not disturb the next creation', async () => {
  const above = await temporaryFolder();
  await mkdir(join(above, 'store.unfinished-abc', 'objects'), { recursive: true });
  await writeFile(join(above, 'store.unfinished-abc', 'HEAD'), 'ref: ');
  await mkdir(join(above, 'store'));
  const store = gitStore({ folder: join(above, 'store'), failpoint: () => {} });
  expect((await store.takeLease(migration, 'a')).token).toBe(1);
});

test('a folder that holds something else is refused and stays as it is', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'thesis.txt'), 'years of work');
  const store = gitStore({ folder, failpoint: () => {} });
  await expect(store.readRef(migration, 'base')).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringContaining(folder),
  });
  expect(await readdir(folder)).toEqual(['thesis.txt']);
});

test('a repository of somebody is not taken for a store', async () => {
  const folder = await temporaryFolder();
  await gitIn(folder, 'init', '--quiet', '--bare');
  const store = gitStore({ folder, failpoint: () => {} });
  await expect(store.readRef(migration, 'base')).rejects.toMatchObject({ type: 'InputRefused' });
});

test('settings of an older store are brought up to date', async () => {
  const { store, folder, base } = await storeWith({ 'a.txt': 'a' });
  const attributes = await readFile(join(folder, 'info', 'attributes'), 'utf8');
  await writeFile(join(folder, 'info', 'attributes'), '* -text\n');
  await gitIn(folder, 'config', 'gc.auto', '1');
  const again = gitStore({ folder, failpoint: () => {} });
  expect(await again.tree(base)).toBe(await store.tree(base));
  expect(await readFile(join(folder, 'info', 'attributes'), 'utf8')).toBe(attributes);
  expect(await gitIn(folder, 'config', 'gc.auto')).toBe('0');
});

test('no scratch file is left after a commit and a checkout', async () => {
  const { store, folder, base } = await storeWith({ 'a.txt': 'a' });
  const commit = await store.commit(base, [write('b.txt', 'b')], input);
  await store.checkOut(commit, await temporaryFolder());
  expect(await readdir(join(folder, 'scratch'))).toEqual([]);
});
