import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderRecords } from '../../../src/adapters/records/folder-records.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('reads back what was written, and the newest of one name', async () => {
  const records = folderRecords(await temporaryFolder());
  await records.write('m1', 'modules/a-1/attempt-1/turn-2/model', { turn: 2, text: 'ü' });
  await records.write('m1', 'modules/a-1/attempt-1/turn-2/model', { turn: 2, text: 'again' });
  expect(await records.read('m1', 'modules/a-1/attempt-1/turn-2/model')).toEqual({ turn: 2, text: 'again' });
});

test('a record that is not there is undefined, also beside or below one that is', async () => {
  const records = folderRecords(await temporaryFolder());
  await records.write('m1', 'plan', null);
  expect(await records.read('m1', 'plan')).toBeNull();
  for (const name of ['plan/x', 'plans', 'x/y/z']) expect(await records.read('m1', name)).toBeUndefined();
  expect(await records.read('m2', 'plan')).toBeUndefined();
});

test('a name may be the beginning of another one', async () => {
  const records = folderRecords(await temporaryFolder());
  await records.write('m1', 'a', 1);
  await records.write('m1', 'a/b', 2);
  await records.write('m1', 'a/b/c', 3);
  expect(await Promise.all(['a', 'a/b', 'a/b/c'].map((name) => records.read('m1', name)))).toEqual([1, 2, 3]);
});

test('lists the names that begin with a prefix, sorted, of one migration', async () => {
  const records = folderRecords(await temporaryFolder());
  for (const name of ['b', 'a/turn-2', 'a/turn-10', 'a/turn-1', 'ab', 'a']) await records.write('m1', name, {});
  await records.write('m2', 'a/other', {});
  expect(await records.list('m1', '')).toEqual(['a', 'a/turn-1', 'a/turn-10', 'a/turn-2', 'ab', 'b']);
  expect(await records.list('m1', 'a/turn-1')).toEqual(['a/turn-1', 'a/turn-10']);
  expect(await records.list('m1', 'a/')).toEqual(['a/turn-1', 'a/turn-10', 'a/turn-2']);
  expect(await records.list('m1', 'a')).toEqual(['a', 'a/turn-1', 'a/turn-10', 'a/turn-2', 'ab']);
  expect(await records.list('m1', 'c/')).toEqual([]);
  expect(await records.list('m3', '')).toEqual([]);
});

test('of several that create one record at once, one does', async () => {
  const folder = await temporaryFolder();
  const one = folderRecords(folder);
  const other = folderRecords(folder);
  const done = await Promise.all(
    [0, 1, 2, 3].map((text) => (text % 2 === 0 ? one : other).create('m1', 'a', { text })),
  );
  expect(done.filter(Boolean)).toHaveLength(1);
  expect(await one.read('m1', 'a')).toEqual({ text: done.indexOf(true) });
  expect(await one.create('m1', 'a', {})).toBe(false);
  expect(await readdir(join(folder, 'm1'))).toEqual(['a.json']);
});

test('a file that a kill left unfinished is not listed', async () => {
  const folder = await temporaryFolder();
  const records = folderRecords(folder);
  await records.write('m1', 'a', {});
  await writeFile(join(folder, 'm1', '~0b6a.json'), '{"tor');
  expect(await records.list('m1', '')).toEqual(['a']);
});

test.each([
  '..',
  '../m2/plan',
  'a/../../m2/plan',
  '/etc/passwd',
  'a//b',
  'a/',
  '',
  '.',
  './a',
  'a b',
  'a\0b',
  'a\\b',
  '~x',
  'é',
  'x'.repeat(201),
])('refuses the name %j', async (name) => {
  const records = folderRecords(await temporaryFolder());
  await expect(records.write('m1', name, {})).rejects.toMatchObject({ type: 'InputRefused' });
  await expect(records.read('m1', name)).rejects.toMatchObject({ type: 'InputRefused' });
});

test('refuses a migration or a prefix that leads elsewhere', async () => {
  const records = folderRecords(await temporaryFolder());
  await expect(records.read('../x', 'plan')).rejects.toMatchObject({ type: 'InputRefused' });
  await expect(records.read('a/b', 'plan')).rejects.toMatchObject({ type: 'InputRefused' });
  await expect(records.list('m1', '../m2/')).rejects.toMatchObject({ type: 'InputRefused' });
});

test("refuses a folder that another record's file could be", async () => {
  const records = folderRecords(await temporaryFolder());
  await expect(records.write('m1', 'a.json/b', {})).rejects.toMatchObject({
    message: expect.stringContaining("'a.json'"),
  });
  await records.write('m1', 'x/package.json', 1);
  expect(await records.list('m1', '')).toEqual(['x/package.json']);
});

test('a damaged record is a failure that names its file', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'm1'));
  await writeFile(join(folder, 'm1/plan.json'), '{"half":');
  await expect(folderRecords(folder).read('m1', 'plan')).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining(join(folder, 'm1/plan.json')),
  });
});

test('names the migrations that have records, sorted; a folder that is not there has none', async () => {
  const folder = await temporaryFolder();
  const records = folderRecords(join(folder, 'records'));
  expect(await records.migrations()).toEqual([]);
  for (const id of ['b-2', 'a-1', 'b-10']) await records.write(id, 'migration', {});
  await writeFile(join(folder, 'records', 'note.txt'), 'not a migration');
  expect(await records.migrations()).toEqual(['a-1', 'b-10', 'b-2']);
});
