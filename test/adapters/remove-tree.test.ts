import { chown, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { compileForChild } from '../support/compile-for-child.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('removes a folder with all in it, and is fine with one that is not there', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'x/y'), { recursive: true });
  await writeFile(join(folder, 'x/y/z'), 'z');
  await removeTree(join(folder, 'x'));
  await removeTree(join(folder, 'x'));
  expect(await readdir(folder)).toEqual([]);
});

test('removes links, never what they lead to', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'kept'));
  await writeFile(join(folder, 'kept/file'), 'kept');
  await mkdir(join(folder, 'x'));
  await symlink('../kept', join(folder, 'x/link'));
  // A folder that can't be removed plainly forces the second way as well.
  await execa('sh', ['-c', 'd=$(printf %0200d 1); i=0; while [ $i -lt 30 ]; do mkdir $d; cd $d; i=$((i+1)); done'], {
    cwd: join(folder, 'x'),
    env: { PWD: '' },
    reject: false,
  });
  await removeTree(join(folder, 'x'));
  expect(await readdir(folder)).toEqual(['kept']);
  expect(await readdir(join(folder, 'kept'))).toEqual(['file']);
});

test('an ordinary user removes folders that were made read-only or closed', async () => {
  const script = await compileForChild(
    ['src/adapters/remove-tree.ts'],
    `
    import { removeTree } from './src/adapters/remove-tree.js';
    await removeTree(process.argv[2]);
    `,
  );
  const folder = await temporaryFolder();
  const root = process.getuid?.() === 0;
  const user = root ? { uid: 65_534, gid: 65_534 } : {};
  if (root) await chown(folder, 65_534, 65_534);
  if (root) await execa('chmod', ['-R', 'a+rX', join(script, '..')]);
  await execa('sh', ['-c', 'mkdir -p t/a/b t/c; touch t/a/b/f; chmod 000 t/a/b t/c; chmod 500 t/a t'], {
    cwd: folder,
    ...user,
  });
  await expect(execa('rm', ['-rf', 't'], { cwd: folder, ...user })).rejects.toThrow('Permission denied');
  await execa(process.execPath, [script, join(folder, 't')], {
    cwd: folder,
    ...user,
    env: { NODE_EXTRA_CA_CERTS: undefined },
  });
  expect(await readdir(folder)).toEqual([]);
});
