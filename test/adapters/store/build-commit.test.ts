import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FileChange } from '../../../src/domain/file-change.ts';
import { gitIn } from './source-repository.ts';
import { input, remove, storeWith, textOf, write } from './test-store.ts';

const oddNames = [
  'test2',
  'test/a.js',
  '[id].js',
  '[...slug]/page.js',
  'a b.js',
  ` it's "q".js`,
  '-dash.js',
  '--exec=sh.js',
  'öäü/日本語.js',
  '😀.js',
  'tab\there.js',
  'line\nbreak.js',
  '$(id).js',
  'back\\slash.js',
  ':(top)x.js',
  '*.js',
  '.gitignore',
  '.github/workflows/ci.yml',
];

test('files of any name are written and read back byte by byte', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const everyByte = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
  const commit = await store.commit(
    base,
    oddNames.map((name) => write(name, everyByte)),
    input,
  );
  const found = await store.read(commit, oddNames);
  expect([...found.keys()].sort()).toEqual([...oddNames].sort());
  for (const name of oddNames) expect(Buffer.from(found.get(name) ?? []).equals(everyByte)).toBe(true);
  expect((await store.changedPaths(base, commit)).sort()).toEqual([...oddNames].sort());
  expect((await store.list(commit)).map((entry) => entry.path).sort()).toEqual([...oddNames, 'a.txt'].sort());
});

test('the same input gives the same commit, in another store and another time zone too', async () => {
  const first = await storeWith({ 'a.txt': 'a' });
  const second = await storeWith({ 'a.txt': 'a' });
  const changes = [write('b.txt', 'b'), write('run.sh', '#!/bin/sh\n', '100755'), remove('a.txt')];
  const one = await first.store.commit(first.base, changes, input);
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Asia/Tokyo';
  const two = await second.store.commit(second.base, [...changes].reverse(), input);
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(two).toBe(one);
  expect(await first.store.commit(first.base, changes, input)).toBe(one);
  expect(await first.store.commit(first.base, changes, { ...input, date: input.date + 1 })).not.toBe(one);
});

test('a try that was killed halfway does not change what the next one gives', async () => {
  const { store, folder, base } = await storeWith({ 'a.txt': 'a' });
  const killed = await mkdtemp(join(folder, 'scratch', 'step-'));
  await writeFile(join(killed, 'index.lock'), '');
  // As far as a killed try may get: the blob and the tree are there, the commit is not.
  await gitIn(folder, 'hash-object', '-w', join(killed, 'index.lock'));
  const other = await storeWith({ 'a.txt': 'a' });
  const changes = [write('b.txt', '')];
  expect(await store.commit(base, changes, input)).toBe(await other.store.commit(other.base, changes, input));
});

test('changes that change nothing give the parent', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  expect(await store.commit(base, [], input)).toBe(base);
  expect(await store.commit(base, [write('a.txt', 'a'), remove('never-there')], input)).toBe(base);
  expect(await store.commit(base, [write('a.txt', 'a', '100755')], input)).not.toBe(base);
});

test('modes are kept: an executable file, and files that no change names', async () => {
  const { store, base } = await storeWith({ 'old.sh': { executable: 'x' }, 'a.txt': 'a', link: { link: 'a.txt' } });
  const commit = await store.commit(base, [write('new.sh', 'y', '100755'), write('a.txt', 'b')], input);
  const modes = Object.fromEntries((await store.list(commit)).map((entry) => [entry.path, entry.mode]));
  expect(modes).toEqual({ 'old.sh': '100755', 'new.sh': '100755', 'a.txt': '100644', link: '120000' });
});

test('a file becomes a folder, and a folder a file', async () => {
  const { store, base } = await storeWith({ test: 'file', 'lib/a.js': 'a', 'lib/b.js': 'b' });
  const folder = await store.commit(base, [write('test/a.js', 'a'), remove('test')], input);
  expect((await store.list(folder)).map((entry) => entry.path)).toEqual(['lib/a.js', 'lib/b.js', 'test/a.js']);
  const file = await store.commit(base, [write('lib', 'x'), remove('lib/a.js'), remove('lib/b.js')], input);
  expect((await store.list(file)).map((entry) => entry.path)).toEqual(['lib', 'test']);
});

test('a change never removes a file that no change names', async () => {
  const { store, base } = await storeWith({ test: 'file', 'lib/a.js': 'a', 'lib/b.js': 'b', link: { link: 'lib' } });
  const refused = (named: string) => ({ type: 'InputRefused', message: expect.stringContaining(named) });
  await expect(store.commit(base, [write('lib', 'x'), remove('lib/a.js')], input)).rejects.toMatchObject(
    refused('lib/b.js'),
  );
  await expect(store.commit(base, [write('test/a.js', 'a')], input)).rejects.toMatchObject(refused('"test"'));
  await expect(store.commit(base, [write('link/a.js', 'a')], input)).rejects.toMatchObject(refused('"link"'));
});

test('a path that no file may have, and changes that exclude each other, are refused, and the message names them', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const cases: [what: string, changes: FileChange[], named: string][] = [
    ['an absolute path', [write('/etc/passwd', '')], '/etc/passwd'],
    ['a path that leads out', [write('a/../../b', '')], 'a/../../b'],
    ['a path of git itself', [write('lib/.GIT/config', '')], 'lib/.GIT/config'],
    ['an empty path', [write('', '')], '""'],
    ['a NUL', [write('a\0b', '')], 'a\\u0000b'],
    ['half a character', [write('a\ud800', '')], 'a\\ud800'],
    ['one path twice', [write('b', '1'), write('b', '2')], '"b"'],
    ['a file within a file', [write('b', ''), write('b/c/d', '')], '"b/c/d"'],
    ['a name that file systems take for .git', [write('.g\u200cit/config', '')], '.g\u200cit'],
  ];
  for (const [what, changes, named] of cases) {
    const refusal = { type: 'InputRefused', message: expect.stringContaining(named) };
    await expect(store.commit(base, changes, input), what).rejects.toMatchObject(refusal);
  }
});

test('the message has subject, body and trailers that a body cannot forge', async () => {
  const { store, folder, base } = await storeWith({ 'a.txt': 'a' });
  const commit = await store.commit(base, [write('b.txt', 'b')], {
    ...input,
    subject: 'Migrate\n lib',
    body: 'Because.\n\nDrover-Migration: forged',
    module: 'lib/100% line\nDrover-Step: forged',
    step: 'attempt-1/turn-2',
  });
  expect(await gitIn(folder, 'log', '-1', '--format=%an <%ae>|%cn <%ce>|%at %ct|%s', commit)).toBe(
    'Drover <drover@localhost>|Drover <drover@localhost>|1750000000 1750000000|Migrate lib',
  );
  const trailers = (await gitIn(folder, 'log', '-1', '--format=%(trailers)', commit)).trim().split('\n');
  expect(trailers).toEqual([
    'Drover-Migration: m1',
    'Drover-Module: lib/100%25 line%0ADrover-Step: forged',
    'Drover-Step: attempt-1/turn-2',
  ]);
});

test('a date in milliseconds is refused', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const late = store.commit(base, [write('b', 'b')], { ...input, date: 1_750_000_000_000 });
  await expect(late).rejects.toMatchObject({ type: 'InputRefused', message: expect.stringContaining('1750000000000') });
});

test('a commit of a tree that exists has that tree, that parent, and the same id each time', async () => {
  const { store, folder, base } = await storeWith({ 'a.txt': 'a' });
  const head = await store.commit(base, [write('b.txt', 'b')], input);
  const tree = await store.tree(head);
  const merged = await store.commitTree(tree, base, { ...input, step: 'merge' });
  expect(await store.tree(merged)).toBe(tree);
  expect(await gitIn(folder, 'rev-parse', `${merged}^`)).toBe(base);
  expect(await store.commitTree(tree, base, { ...input, step: 'merge' })).toBe(merged);
});

test('eight modules commit and move their refs at the same time', async () => {
  const { store, base } = await storeWith({ 'a.txt': 'a' });
  const names = Array.from({ length: 8 }, (_, index) => `modules/m${index}`);
  const heads = await Promise.all(
    names.map(async (name) => {
      const lease = await store.takeLease('m1', name);
      const head = await store.commit(base, [write(`${name}.txt`, name)], { ...input, module: name });
      await store.moveRef(lease, name, undefined, head);
      return head;
    }),
  );
  expect(new Set(heads).size).toBe(8);
  expect(await Promise.all(names.map((name) => store.readRef('m1', name)))).toEqual(heads);
  expect(await textOf(store, heads[3] ?? '', 'modules/m3.txt')).toBe('modules/m3');
});

test('a parent that the store does not have is a broken store, not a silent new history', async () => {
  const { store } = await storeWith({ 'a.txt': 'a' });
  const missing = 'a'.repeat(40);
  await expect(store.commit(missing, [write('b', 'b')], input)).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining(missing),
  });
  await expect(store.commit('HEAD', [write('b', 'b')], input)).rejects.toMatchObject({ type: 'InputRefused' });
});
