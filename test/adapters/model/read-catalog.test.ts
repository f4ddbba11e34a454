import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCatalog } from '../../../src/adapters/model/read-catalog.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function catalogFile(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'models.yaml');
  await writeFile(path, text);
  return path;
}

test('reads models as YAML, and none where no file is named or the file is empty', async () => {
  const path = await catalogFile('house-7:\n  contextWindow: 32768\n  usd: { input: 0.1, output: 0.2 }\n');
  expect(readCatalog(path)).toEqual({ 'house-7': { contextWindow: 32_768, usd: { input: 0.1, output: 0.2 } } });
  expect(readCatalog(await catalogFile(''))).toEqual({});
  expect(readCatalog(undefined)).toEqual({});
});

test.each([
  ['m: { window: 5 }', 'm.window: there is no such field'],
  ['m: { efforts: [maximal] }', 'm.efforts[0] is "maximal": write low, medium, high or xhigh'],
  ['m: { usd: { input: -1, output: 1 } }', 'm.usd.input is -1: write a number of at least 0'],
  ['m: { contextWindow: 1000, inputLimit: 900, outputLimit: 900 }', 'lower one of them, or raise contextWindow'],
  ['- a list', 'write names and their values'],
  ['m: {', 'neither YAML nor JSON'],
])('refuses %s and says what would be right', async (text, message) => {
  const path = await catalogFile(text);
  expect(() => readCatalog(path)).toThrow(
    expect.objectContaining({ type: 'InputRefused', message: expect.stringContaining(message) }),
  );
  expect(() => readCatalog(path)).toThrow('DROVER_MODEL_CATALOG');
});

test('refuses a file that is not there, by the name of the setting', () => {
  expect(() => readCatalog('/nowhere/models.yaml')).toThrow(
    'DROVER_MODEL_CATALOG is "/nowhere/models.yaml", and that can\'t be read (ENOENT)',
  );
});
