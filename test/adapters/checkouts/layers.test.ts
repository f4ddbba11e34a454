import { mkdir, readdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderCheckouts } from '../../../src/adapters/checkouts/folder-checkouts.ts';
import { removeTree } from '../../../src/adapters/remove-tree.ts';
import type { Checkout, OpenOptions } from '../../../src/ports/checkouts.ts';
import { repositoryInStore, type FileSpec } from '../../support/repository-in-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { overlaysForTest } from '../overlay/overlays-for-test.ts';
import { realBubblewrap, roomyLimits } from '../sandbox/sandbox-for-test.ts';

/** Checkouts as overlays above a repository of these files and an environment with `packages/a/node_modules` and a home. */
async function layersForTest(files: Record<string, FileSpec>, mostIdle = 2) {
  const root = await realpath(await temporaryFolder());
  const folder = join(root, 'with, commas: colons and \\\\ more');
  onTestFinished(() => removeTree(root));
  const repository = await repositoryInStore(files);
  const [layer, home] = [join(root, 'environment/made'), join(root, 'environment/home')];
  const made = join(layer, 'packages/a/node_modules');
  for (const path of [made, join(home, '.cache')]) await mkdir(path, { recursive: true });
  await writeFile(join(made, 'index.js'), 'original');
  await symlink('index.js', join(made, 'link'));
  await writeFile(join(home, '.cache/entry'), 'warm');
  const mounts = [{ from: made, to: '/repo/packages/a/node_modules' }];
  const environment = { key: 'none', made: ['packages/a/node_modules'], mounts, layer, home };
  const overlays = await overlaysForTest();
  const checkouts = folderCheckouts({ folder, store: repository.store, overlays, mostIdle });
  const sandbox = realBubblewrap({}, { overlays });
  return {
    ...repository,
    root,
    folder,
    layer,
    home,
    async open(commit: string, options: OpenOptions = {}) {
      const checkout = await checkouts.open(commit, environment, options);
      onTestFinished(() => checkout.dispose());
      return checkout;
    },
    async run(checkout: Checkout, script: string) {
      const where = { checkout: checkout.folder, ...checkout.beside };
      const command = { run: script, ...where, env: {}, toolchains: [], network: 'none' as const, limits: roomyLimits };
      const result = await sandbox.run(command, new AbortController().signal);
      return `${Buffer.from(result.stdout).toString()}${Buffer.from(result.stderr).toString()}`;
    },
    /** What is in the folder: trees, and what is written above them. */
    trees: async () => {
      const owned = (await readdir(folder)).map((name) => join(folder, name));
      return Promise.all(owned.map((name) => readdir(join(name, 'repo')).catch(() => [])));
    },
  };
}

const captured = async (checkout: Checkout) => (await checkout.capture(() => true)).changes.map(({ path }) => path);

test('a command may write everywhere, and no other checkout sees it, nor do the layers change', async () => {
  const { open, run, base, layer, home } = await layersForTest({ 'packages/a/x.js': 'x' });
  const [one, two] = await Promise.all([open(base), open(base)]);
  expect(one.folder).toBe(two.folder);
  const look = 'cat packages/a/x.js packages/a/node_modules/link ~/.cache/entry; ls packages/a/node_modules';
  expect(await run(one, look)).toBe('xoriginalwarmindex.js\nlink\n');
  await run(one, 'for f in packages/a/x.js packages/a/node_modules/index.js ~/.cache/entry; do echo new > $f; done');
  await run(one, 'rm packages/a/node_modules/link; touch ~/.profile packages/a/node_modules/.cache');
  expect(await run(one, look)).toContain('new\n');
  expect(await run(two, look)).toBe('xoriginalwarmindex.js\nlink\n');
  expect(await captured(one)).toEqual(['packages/a/x.js']);
  expect(await captured(two)).toEqual([]);
  expect((await readdir(join(layer, 'packages/a/node_modules'))).sort()).toEqual(['index.js', 'link']);
  expect(await readdir(home)).toEqual(['.cache']);
  expect(await readFile(join(one.folder, 'packages/a/x.js'), 'utf8')).toBe('x');
});

test('what is below writes is what commands wrote, and nothing else', async () => {
  const { open, run, base } = await layersForTest({ 'report.xml': 'old', 'src/a': 'a' });
  const checkout = await open(base);
  expect(await readdir(checkout.writes)).toEqual([]);
  await run(checkout, 'cat report.xml; mkdir out; echo new > out/report.xml');
  expect(await readdir(checkout.writes)).toEqual(['out']);
});

test('to change the environment, its folders can be renamed, and still nothing of it is captured', async () => {
  const { open, run, base, layer } = await layersForTest({ 'packages/a/x.js': 'x', 'packages/a/package.json': '{}' });
  const checkout = await open(base, { use: 'change-environment' });
  const rename = `perl -e 'rename("node_modules", "old") or die "$!"; rename("old", "node_modules") or die "$!"'`;
  expect(await run(checkout, `cd packages/a && ${rename} && echo 1 > node_modules/more && echo 2 > package.json`)).toBe(
    '',
  );
  expect(await captured(checkout)).toEqual(['packages/a/package.json']);
  expect(await readdir(join(layer, 'packages/a/node_modules'))).not.toContain('more');
});

test('a tree goes on to the next commit by what differs, links and modes included', async () => {
  const { open, run, commit, base, trees } = await layersForTest({
    ...{ a: 'a', 'd/x': 'x', 'd/e/y': 'y', link: { link: 'a' }, run: { executable: '#!/bin/sh' } },
  });
  const next = await commit({ a: 'a2', 'new/deep/z': { link: '../../a' }, 'd/x': { executable: 'x' } });
  const first = await open(base, { near: 'm' });
  const { folder } = first;
  await run(first, 'echo junk > a; rm -r d');
  await first.dispose();
  const second = await open(next, { near: 'm' });
  expect(second.folder).toBe(folder);
  const list =
    'find . -type f -perm -100 | sort; find . -path ./packages -prune -o -type l -printf "%p %l\\n" | sort; cat a d/x d/e/y';
  expect(await run(second, list)).toBe('./d/x\n./run\n./link a\n./new/deep/z ../../a\na2xy');
  await second.dispose();
  const back = await open(base, { near: 'm' });
  expect(await run(back, 'ls; cat a d/x')).toBe('a\nd\nlink\npackages\nrun\nax');
  expect(await trees()).toHaveLength(2);
});

test('of two idle trees the one goes on that has less to change, whichever was used last', async () => {
  const { open, run, commit, base } = await layersForTest({ a: '0', b: '0', c: '0', d: '0' });
  const tip = await commit({ a: '1', b: '1', c: '1' });
  const near = { near: 'm' };
  const opened = await Promise.all([open(base, near), open(tip, near)]);
  for (const one of opened) await one.dispose();
  const [atBase, atTip] = opened.map(({ folder }) => folder);
  const tipAndOne = await commit({ d: '1' });
  const baseAndOne = await commit({ a: '0', b: '0', c: '0' });
  const second = await open(baseAndOne, near);
  expect(second.folder).toBe(atBase);
  expect(await run(second, 'cat a b c d')).toBe('0001');
  const third = await open(tipAndOne, near);
  expect(third.folder).toBe(atTip);
  expect(await run(third, 'cat a b c d')).toBe('1111');
});

test('a tree in use is left as it is, and one of another migration is not taken', async () => {
  const { open, run, commit, base } = await layersForTest({ a: 'a' });
  const next = await commit({ a: 'b' });
  const used = await open(base, { near: 'm' });
  const other = await open(next, { near: 'm' });
  expect(other.folder).not.toBe(used.folder);
  expect(await run(used, 'cat a')).toBe('a');
  await other.dispose();
  const third = await commit({ a: 'c' });
  expect((await open(third, { near: 'another' })).folder).not.toBe(other.folder);
  expect((await open(third, { near: 'another' })).folder).not.toBe(other.folder);
});

test('a fresh checkout is made from the store alone, and goes', async () => {
  const { open, run, base, folder } = await layersForTest({ a: 'a' });
  const warm = await open(base, { near: 'm' });
  await writeFile(join(warm.folder, 'a'), 'what should never happen');
  await warm.dispose();
  const before = await readdir(folder);
  const fresh = await open(base, { near: 'm', fresh: true });
  expect(fresh.folder).not.toBe(warm.folder);
  expect(await run(fresh, 'cat a')).toBe('a');
  await fresh.dispose();
  expect(await readdir(folder)).toEqual(before);
});

test('as many idle trees are kept as is said, the one not used for longest goes', async () => {
  const { open, commit, base, folder } = await layersForTest({ a: '0' }, 1);
  const commits = [base, await commit({ a: '1' }), await commit({ a: '2' })];
  const opened = await Promise.all(commits.map((one) => open(one, { near: 'm' })));
  expect(new Set(opened.map((one) => one.folder)).size).toBe(3);
  for (const one of opened) await Promise.all([one.dispose(), one.dispose()]);
  expect(await readdir(folder)).toHaveLength(1);
  expect((await open(commits[2] ?? '', { near: 'm' })).folder).toBe(opened[2]?.folder);
});

test('demands for one new commit at one moment share one tree, and a commit that is not there fails them all', async () => {
  const { open, base, folder } = await layersForTest({ a: '0' });
  const opened = await Promise.all([1, 2, 3, 4].map(() => open(base, { near: 'm' })));
  expect(new Set(opened.map((one) => one.folder)).size).toBe(1);
  for (const one of opened) await one.dispose();
  expect(await readdir(folder)).toHaveLength(1);
  const none = '0123456789'.repeat(4);
  const failed = await Promise.allSettled([open(none, { near: 'm' }), open(none, { near: 'm' })]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await readdir(folder)).toHaveLength(1);
});

test('a damaged tree is written anew instead of going on to the next commit', async () => {
  const { open, run, commit, base } = await layersForTest({ 'd/x': 'x', 'd/y': 'y' });
  const next = await commit({ 'd/x': 'x2' });
  const first = await open(base, { near: 'm' });
  await first.dispose();
  await removeTree(join(first.folder, 'd'));
  await symlink('/etc', join(first.folder, 'd'));
  const second = await open(next, { near: 'm' });
  expect(await run(second, 'cat d/x d/y')).toBe('x2y');
});
