import { lstat, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { gitIn, sourceRepository } from './source-repository.ts';
import { input, migration, signal, storeWith, testStore, write } from './test-store.ts';

test('files are written as the bytes of their blobs, whatever attributes say', async () => {
  const { store, folder, base } = await storeWith({ 'plain.txt': 'x' });
  const marker = join(await temporaryFolder(), 'ran');
  await gitIn(folder, 'config', 'filter.own.smudge', `touch ${marker}; cat`);
  const attributes = '* text eol=crlf ident filter=own\n*.utf working-tree-encoding=UTF-16\n*.skip export-ignore\n';
  const files = {
    '.gitattributes': attributes,
    'a.txt': 'one\ntwo\r\n$Id$ $Id: abc $\n',
    'b.utf': 'text\n',
    'sub/.gitattributes': '*.bin text\n',
    'sub/c.bin': '\0\n\r\n',
    'sub/d.skip': 'kept\n',
  };
  const commit = await store.commit(
    base,
    Object.entries(files).map(([path, text]) => write(path, text)),
    input,
  );
  const target = await temporaryFolder();
  await store.checkOut(commit, target);
  for (const [path, text] of Object.entries(files)) {
    expect(await readFile(join(target, path), 'utf8')).toBe(text);
  }
  expect((await readdir(target)).sort()).toEqual(['.gitattributes', 'a.txt', 'b.utf', 'plain.txt', 'sub']);
  await expect(lstat(marker)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('modes and links are written, links wherever they point', async () => {
  const { store, base } = await storeWith({
    'run.sh': { executable: '#!/bin/sh\n' },
    out: { link: '../../etc' },
    abs: { link: '/etc/passwd' },
  });
  const target = join(await temporaryFolder(), 'new', 'folder');
  await store.checkOut(base, target);
  expect((await lstat(join(target, 'run.sh'))).mode & 0o111).not.toBe(0);
  expect(await readlink(join(target, 'out'))).toBe('../../etc');
  expect(await readlink(join(target, 'abs'))).toBe('/etc/passwd');
});

test('a submodule is left as an empty folder', async () => {
  const source = await sourceRepository({ 'a.txt': 'a' });
  const head = await source.git('rev-parse', 'HEAD');
  await source.git('update-index', '--add', '--cacheinfo', `160000,${head},vendor/lib`);
  await source.git('commit', '--quiet', '--message=With a submodule');
  const { store } = await testStore();
  const { base } = await store.fetchBase(migration, source.folder, 'main', signal);
  const target = await temporaryFolder();
  await store.checkOut(base, target);
  expect(await readdir(join(target, 'vendor', 'lib'))).toEqual([]);
  expect((await store.list(base)).map((entry) => [entry.mode, entry.path])).toEqual([
    ['100644', 'a.txt'],
    ['160000', 'vendor/lib'],
  ]);
});

/** A commit of a tree object that git would never make: `entries` as raw mode, name and id. */
async function hostileCommit(folder: string, entries: [mode: string, name: string, id: string][]): Promise<string> {
  const tree = Buffer.concat(
    entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
  );
  const written = await execa('git', ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], {
    cwd: folder,
    input: tree,
  });
  return gitIn(folder, 'commit-tree', '-m', 'hostile', written.stdout);
}

test('nothing is written through a link or into .git, however the tree was made', async () => {
  const outside = await temporaryFolder();
  const { store, folder, base } = await storeWith({ 'inner/evil.txt': 'evil', link: { link: outside } });
  const inner = await gitIn(folder, 'rev-parse', `${base}:inner`);
  const link = await gitIn(folder, 'rev-parse', `${base}:link`);
  const throughLink = await hostileCommit(folder, [
    ['120000', 'a', link],
    ['40000', 'a', inner],
  ]);
  const intoGit = await hostileCommit(folder, [['40000', '.git', inner]]);
  const upwards = await hostileCommit(folder, [['40000', '..', inner]]);
  await store.checkOut(throughLink, await temporaryFolder()).catch(() => {});
  for (const commit of [intoGit, upwards]) {
    await expect(store.checkOut(commit, await temporaryFolder())).rejects.toMatchObject({ type: 'InputRefused' });
  }
  expect(await readdir(outside)).toEqual([]);
});

test('a folder that is not empty is refused and stays as it is', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const target = await temporaryFolder();
  await writeFile(join(target, 'mine'), 'mine');
  await expect(store.checkOut(base, target)).rejects.toMatchObject({
    type: 'InputRefused',
    message: expect.stringContaining(target),
  });
  expect(await readdir(target)).toEqual(['mine']);
});

test('neither the folder above nor a repository in it has a say', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a\n' });
  const above = await sourceRepository({ '.gitattributes': '* text eol=crlf\n' });
  await symlink('/nowhere', join(above.folder, 'unrelated'));
  const target = join(above.folder, 'checkout');
  await store.checkOut(base, target);
  expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('a\n');
});
