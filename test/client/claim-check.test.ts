import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import { claimCheck } from '../../src/client/claim-check.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const toPayload = (value: unknown): Payload => defaultPayloadConverter.toPayload<unknown>(value);
const fromPayload = (payload: Payload | undefined): unknown => defaultPayloadConverter.fromPayload(payload as Payload);
const words = (count: number) => Array.from({ length: count }, (_, index) => `module ${index}`);

test('a large payload goes through Temporal as the address of its content, and comes back whole', async () => {
  const folder = await temporaryFolder();
  const codec = claimCheck(folderBlobs(folder, () => {}));
  const [carried] = await codec.encode([toPayload(words(50_000))]);
  expect(carried?.data?.byteLength).toBeLessThan(200);
  // As the Temporal UI shows it.
  expect(fromPayload(carried)).toEqual({ blob: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: expect.any(Number) });
  const [back] = await codec.decode([carried as Payload]);
  expect(fromPayload(back)).toEqual(words(50_000));
  expect(await readdir(folder)).toHaveLength(1);
});

test('a small payload is left as it is, whatever it says', async () => {
  const folder = await temporaryFolder();
  const codec = claimCheck(folderBlobs(folder, () => {}));
  const small = toPayload({ blob: 'a'.repeat(64), bytes: 12 });
  const [carried] = await codec.encode([small]);
  expect(carried).toBe(small);
  expect(await codec.decode([small])).toEqual([small]);
  expect(await readdir(folder)).toEqual([]);
});

test('a payload whose content is gone is not taken for another one', async () => {
  const folder = await temporaryFolder();
  const codec = claimCheck(folderBlobs(folder, () => {}));
  const carried = await codec.encode([toPayload(words(50_000))]);
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  await expect(codec.decode(carried)).rejects.toThrow(/missing|not there|no blob/i);
});

test.each(['{', '3', 'null', '{ "blob": "../../etc/passwd" }'])(
  'what only looks like a claim goes on as it is: %s',
  async (text) => {
    const codec = claimCheck(folderBlobs(await temporaryFolder(), () => {}));
    const forged = {
      metadata: { ...toPayload(1).metadata, 'drover-claim-check': Buffer.from('gzip') },
      data: Buffer.from(text),
    };
    expect(await codec.decode([forged])).toEqual([forged]);
  },
);
