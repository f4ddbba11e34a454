import { lstat, mkdir, readdir, readFile, readlink, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import { repositoryInStore, type FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A checkout with an environment to be changed: `packages/a/node_modules` in the tree, and a home. */
async function openChangeable(files: Record<string, FileSpec>) {
  const { store, base } = await repositoryInStore(files);
  const folder = await realpath(await temporaryFolder());
  const made = join(folder, 'made/packages/a/node_modules');
  const home = join(folder, 'home');
  for (const path of [made, home]) await mkdir(path, { recursive: true });
  await writeFile(join(made, 'index.js'), 'original');
  await writeFile(join(home, 'cache'), 'original');
  await symlink('/etc/passwd', join(made, 'link'));
  const environment = {
    key: 'none',
    made: ['packages/a/node_modules'],
    layer: join(folder, 'made'),
    mounts: [{ from: made, to: '/repo/packages/a/node_modules' }],
    home,
  };
  const checkouts = folderCheckouts({ folder: join(folder, 'checkouts'), store });
  const checkout = await checkouts.open(base, environment, { use: 'change-environment' });
  onTestFinished(() => checkout.dispose());
  return { checkout, made, home };
}

test('what is changed in a copied environment stays in the checkout, and is not captured', async () => {
  const { checkout, made, home } = await openChangeable({ 'packages/a/x.js': 'x' });
  expect(checkout.beside).toMatchObject({ mounts: [], homeWritable: true });
  expect(checkout.beside.home ?? '').not.toBe(home);
  const copied = join(checkout.folder, 'packages/a/node_modules');
  expect(await readlink(join(copied, 'link'))).toBe('/etc/passwd');
  await writeFile(join(copied, 'index.js'), 'changed');
  await writeFile(join(checkout.beside.home ?? '', 'cache'), 'changed');
  await writeFile(join(checkout.folder, 'packages/a/x.js'), 'y');
  const { changes } = await checkout.capture(() => true);
  expect(changes.map(({ path }) => path)).toEqual(['packages/a/x.js']);
  expect(await readFile(join(made, 'index.js'), 'utf8')).toBe('original');
  expect(await readFile(join(home, 'cache'), 'utf8')).toBe('original');
  await checkout.dispose();
  await expect(lstat(checkout.beside.home ?? '')).rejects.toThrow('ENOENT');
});

test('no copy follows a link of the commit out of the checkout', async () => {
  const outside = await temporaryFolder();
  await expect(openChangeable({ packages: { link: outside } })).rejects.toThrow(
    'is in the way of /repo/packages/a/node_modules',
  );
  expect(await readdir(outside)).toEqual([]);
});
