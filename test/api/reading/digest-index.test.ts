import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderBlobs } from '../../../src/adapters/blobs/folder-blobs.ts';
import { folderRecords } from '../../../src/adapters/records/folder-records.ts';
import { digestIndex } from '../../../src/api/reading/digest-index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { digest } from '../support.ts';

async function stores() {
  const folder = await temporaryFolder();
  const blobs = folderBlobs(join(folder, 'blobs'), () => {});
  const records = folderRecords(join(folder, 'records'));
  return { blobs, records, isNamed: digestIndex({ blobs, records }) };
}

test('a blob is named by a record, or by the evidence that a record names, of the same migration', async () => {
  const { blobs, records, isNamed } = await stores();
  const [output, other] = [await blobs.put('an output'), await blobs.put('of another migration')];
  const evidence = await blobs.put(
    JSON.stringify({ after: { commands: [{ output }] }, findings: [{ detail: other }] }),
  );
  await records.write('m1', 'modules/a/round-1/verify', { result: { evidence } });
  await records.write('m2', 'modules/a/round-1/verify', { result: { evidence: other } });
  expect(await Promise.all([evidence, output, other].map((name) => isNamed('m1', name)))).toEqual([true, true, false]);
});

test('what a migration does later is known, too', async () => {
  const { records, isNamed } = await stores();
  expect(await isNamed('m1', digest('1'))).toBe(false);
  await records.write('m1', 'modules/a/model', { reply: digest('1') });
  expect(await isNamed('m1', digest('1'))).toBe(true);
});

test('evidence that is gone names nothing, and hides nothing else', async () => {
  const { records, isNamed } = await stores();
  await records.write('m1', 'modules/a/verify', { result: { evidence: digest('1') } });
  await records.write('m1', 'modules/b/model', { reply: digest('2') });
  expect(await isNamed('m1', digest('3'))).toBe(false);
  expect([await isNamed('m1', digest('1')), await isNamed('m1', digest('2'))]).toEqual([true, true]);
});

test('what the writer of a migration file chose names no blob', async () => {
  const { records, isNamed } = await stores();
  await records.write('m1', 'migration', {
    file: { labels: { output: digest('1') }, environment: { env: { reply: digest('1') } } },
  });
  expect(await isNamed('m1', digest('1'))).toBe(false);
});
