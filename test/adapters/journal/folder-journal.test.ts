import { existsSync } from 'node:fs';
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderJournal } from '../../../src/adapters/journal/folder-journal.ts';
import { listJournal } from '../../../src/adapters/journal/journal-listing.ts';
import type { FailpointName } from '../../../src/ports/failpoints.ts';
import type { ModelReply } from '../../../src/ports/model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const nowhere = () => {};
const turn = 'm1/lib-a-0a1b2c3d/1/2/3';
const key = `${turn}/${'ab'.repeat(32)}`;

const reply = (responseId: string): ModelReply => ({
  responseId,
  items: [{ type: 'message', content: [{ type: 'output_text', text: 'ü' }] }],
  usage: { inputTokens: 10, cachedTokens: 2, outputTokens: 3 },
});

test('a reply that was recorded is found, also by another process', async () => {
  const folder = await temporaryFolder();
  const journal = folderJournal(folder, nowhere);
  expect(await journal.lookUp(key)).toBeUndefined();
  await journal.intend(key);
  expect(await journal.lookUp(key)).toBeUndefined();
  await journal.record(key, reply('r1'));
  expect(await folderJournal(folder, nowhere).lookUp(key)).toEqual(reply('r1'));
  expect(await journal.lookUp(`m1/lib-a-0a1b2c3d/2/2/3/${'ab'.repeat(32)}`)).toBeUndefined();
});

test('the first record of a key stays', async () => {
  const journal = folderJournal(await temporaryFolder(), nowhere);
  await journal.record(key, reply('first'));
  await journal.record(key, reply('second'));
  expect(await journal.lookUp(key)).toEqual(reply('first'));
});

test('passes its failpoints right before and right after the record, and for nothing else', async () => {
  const folder = await temporaryFolder();
  const seen: [FailpointName, boolean][] = [];
  const journal = folderJournal(folder, (name) => seen.push([name, existsSync(join(folder, `${key}.json`))]));
  await journal.intend(key);
  await journal.lookUp(key);
  await journal.record(key, reply('r1'));
  await journal.record(key, reply('r1'));
  expect(seen).toEqual([
    ['before-journal-write', false],
    ['after-journal-write', true],
  ]);
});

test('counts every intent, also those of many processes at one moment', async () => {
  const folder = await temporaryFolder();
  const journals = Array.from({ length: 12 }, () => folderJournal(folder, nowhere));
  await Promise.all(journals.map((journal) => journal.intend(key)));
  await journals[0]?.intend(key);
  expect(await listJournal(folder)).toEqual([{ key, recorded: false, intended: 13 }]);
});

test('lists every request, by key, with what was recorded and how often it was sent', async () => {
  const folder = await temporaryFolder();
  const journal = folderJournal(folder, nowhere);
  await journal.intend(`${turn}/bb`);
  await journal.record(`${turn}/bb`, reply('r1'));
  await journal.intend(`${turn}/aa`);
  await journal.intend(`${turn}/aa`);
  await journal.record('m1/last/1/1/1/cc', reply('r2'));
  await writeFile(join(folder, turn, '~unfinished'), '{');
  expect(await listJournal(folder)).toEqual([
    { key: 'm1/last/1/1/1/cc', recorded: true, intended: 0 },
    { key: `${turn}/aa`, recorded: false, intended: 2 },
    { key: `${turn}/bb`, recorded: true, intended: 1 },
  ]);
  expect(await listJournal(join(folder, 'm1'))).toEqual([]);
  expect(await listJournal(join(folder, 'none'))).toEqual([]);
});

test('a damaged record is a failure, so that a reply is never paid for again in silence', async () => {
  const folder = await temporaryFolder();
  const journal = folderJournal(folder, nowhere);
  await journal.record(key, reply('r1'));
  const path = join(folder, `${key}.json`);
  const whole = await readFile(path, 'utf8');

  await truncate(path, 20);
  await expect(journal.lookUp(key)).rejects.toMatchObject({ type: 'Broken', message: expect.stringContaining(path) });
  await expect(journal.record(key, reply('r2'))).rejects.toMatchObject({ type: 'Broken' });

  for (const content of [
    'null',
    '{}',
    whole.replace(turn, 'm1/other/1/2/3'),
    whole.replace('responseId', 'responseid'),
  ]) {
    await writeFile(path, content);
    await expect(journal.lookUp(key)).rejects.toMatchObject({ type: 'Broken' });
  }
  await writeFile(path, whole);
  expect(await journal.lookUp(key)).toEqual(reply('r1'));
});

test.each(['m1/a/1/1/1', 'm1/a/1/1/1/h/h', '../a/1/1/1/h', 'm1//1/1/1/h', 'm1/a/1/1/1/h.intent-1', ''])(
  'refuses the key %j',
  async (bad) => {
    const folder = await temporaryFolder();
    const journal = folderJournal(folder, nowhere);
    await expect(journal.lookUp(bad)).rejects.toMatchObject({ type: 'InputRefused' });
    await expect(journal.intend(bad)).rejects.toMatchObject({ type: 'InputRefused' });
    await expect(journal.record(bad, reply('r'))).rejects.toMatchObject({ type: 'InputRefused' });
    expect(await readdir(folder)).toEqual([]);
  },
);

test("keeps the newest id of a reply in the background, beside the request's other files and counted as none of them", async () => {
  const folder = await temporaryFolder();
  const journal = folderJournal(folder, nowhere);
  expect(await journal.begun(key)).toBeUndefined();
  await journal.intend(key);
  await journal.begin(key, 'resp_1');
  await journal.begin(key, 'resp_2');
  expect(await folderJournal(folder, nowhere).begun(key)).toBe('resp_2');
  expect(await listJournal(folder)).toEqual([{ key, recorded: false, intended: 1 }]);
  expect(await journal.lookUp(key)).toBeUndefined();
});

test('a call whose end nobody has seen is unknown, until its key has a record or it is settled', async () => {
  const folder = await temporaryFolder();
  const journal = folderJournal(folder, nowhere);
  expect(await journal.unknown(key)).toBe(0);
  const first = await journal.intend(key);
  expect(await journal.unknown(key)).toBe(1);
  await journal.settle(key, first);
  expect(await journal.unknown(key)).toBe(0);
  // This one is under way at a kill; the next process asks again and gets the reply.
  await journal.intend(key);
  expect(await folderJournal(folder, nowhere).intend(key)).toBe(3);
  await journal.record(key, reply('r1'));
  expect(await journal.unknown(key)).toBe(1);
  expect(await listJournal(folder)).toEqual([{ key, recorded: true, intended: 3 }]);
});
