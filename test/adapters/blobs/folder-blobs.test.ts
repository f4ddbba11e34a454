import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderBlobs } from '../../../src/adapters/blobs/folder-blobs.ts';
import type { FailpointName } from '../../../src/ports/failpoints.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const nowhere = () => {};

test('gives back the bytes that were put, at the address of their SHA-256', async () => {
  const blobs = folderBlobs(await temporaryFolder(), nowhere);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      const ref = await blobs.put(bytes);
      expect(ref).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(Buffer.from(await blobs.get(ref)).equals(bytes)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test('takes text as UTF-8', async () => {
  const blobs = folderBlobs(await temporaryFolder(), nowhere);
  const ref = await blobs.put('grün ✓');
  expect(ref).toBe(await blobs.put(Buffer.from('grün ✓', 'utf8')));
  expect(Buffer.from(await blobs.get(ref)).toString('utf8')).toBe('grün ✓');
});

test('keeps a blob at ab/cdef…, so that no folder grows too long', async () => {
  const folder = await temporaryFolder();
  const ref = await folderBlobs(folder, nowhere).put('x');
  expect(await readFile(join(folder, ref.slice(0, 2), ref.slice(2)), 'utf8')).toBe('x');
});

test('writes the same content once, also for many who put it at one moment', async () => {
  const folder = await temporaryFolder();
  const passed: FailpointName[] = [];
  const blobs = folderBlobs(folder, (name) => passed.push(name));
  const ref = await blobs.put('same');
  const before = await stat(join(folder, ref.slice(0, 2), ref.slice(2)));
  await blobs.put('same');
  expect((await stat(join(folder, ref.slice(0, 2), ref.slice(2)))).ino).toBe(before.ino);
  expect(passed).toEqual(['before-blob-write', 'after-blob-write']);

  const refs = await Promise.all(Array.from({ length: 20 }, () => blobs.put('other')));
  expect(new Set(refs).size).toBe(1);
  expect(Buffer.from(await blobs.get(refs[0] ?? '')).toString()).toBe('other');
  expect(await readdir(join(folder, (refs[0] ?? '').slice(0, 2)))).toHaveLength(1);
});

test('names a damaged blob, its file and the way out', async () => {
  const folder = await temporaryFolder();
  const blobs = folderBlobs(folder, nowhere);
  const ref = await blobs.put('precious');
  const path = join(folder, ref.slice(0, 2), ref.slice(2));
  await writeFile(path, 'Precious');
  await expect(blobs.get(ref)).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringMatching(`${ref} is damaged.*${path}.*backup`),
  });
});

test('writes a blob anew whose file was cut short', async () => {
  const folder = await temporaryFolder();
  const blobs = folderBlobs(folder, nowhere);
  const ref = await blobs.put('precious');
  await truncate(join(folder, ref.slice(0, 2), ref.slice(2)), 3);
  await blobs.put('precious');
  expect(Buffer.from(await blobs.get(ref)).toString()).toBe('precious');
});

test('says which blob is missing', async () => {
  const ref = 'ab'.repeat(32);
  await expect(folderBlobs(await temporaryFolder(), nowhere).get(ref)).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining(`${ref} is missing`),
  });
});

test('an address that is none reads no file, even where it names one', async () => {
  const folder = await temporaryFolder();
  await mkdir(dirname(join(folder, 'blobs')), { recursive: true });
  await writeFile(join(folder, 'secret'), 'x');
  const blobs = folderBlobs(join(folder, 'blobs'), nowhere);
  for (const ref of ['../secret', '', 'AB'.repeat(32)]) {
    await expect(blobs.get(ref)).rejects.toMatchObject({
      type: 'Broken',
      message: expect.stringContaining("is not a blob's address"),
    });
  }
});
