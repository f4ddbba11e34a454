import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeDurably } from '../../src/adapters/write-durably.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('makes the folders, writes the bytes and leaves nothing else', async () => {
  const folder = await temporaryFolder();
  await writeDurably(join(folder, 'a/b/c.bin'), Uint8Array.of(0, 255, 10));
  expect([...(await readFile(join(folder, 'a/b/c.bin')))]).toEqual([0, 255, 10]);
  expect(await readdir(join(folder, 'a/b'))).toEqual(['c.bin']);
});

test('replaces a file', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'x'), 'a much longer old content');
  await writeDurably(join(folder, 'x'), 'new');
  expect(await readFile(join(folder, 'x'), 'utf8')).toBe('new');
});

test('of many writers at once one wins whole', async () => {
  const folder = await temporaryFolder();
  const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
  await Promise.all(contents.map((content) => writeDurably(join(folder, 'x'), content)));
  expect(contents).toContain(await readFile(join(folder, 'x'), 'utf8'));
  expect(await readdir(folder)).toEqual(['x']);
});

test('a write that fails leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'taken'));
  await expect(writeDurably(join(folder, 'taken'), 'text')).rejects.toThrow('EISDIR');
  expect(await readdir(folder)).toEqual(['taken']);
});
