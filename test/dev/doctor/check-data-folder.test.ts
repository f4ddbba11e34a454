import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDataFolder } from '../../../src/dev/doctor/check-data-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('writes to a data folder that is there, and leaves nothing in it', async () => {
  const folder = await temporaryFolder();
  expect(await checkDataFolder(folder)).toMatchObject({ says: expect.stringMatching(/GiB free/) });
  expect(await readdir(folder)).toEqual([]);
});

it('does not make one that is not there yet', async () => {
  const folder = await temporaryFolder();
  const check = await checkDataFolder(join(folder, 'a/b'));
  expect(check).toMatchObject({ says: expect.stringContaining('(will be made)') });
  expect(await readdir(folder)).toEqual([]);
});

it('says which setting names it where it can not be written', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const inFile = await checkDataFolder(join(folder, 'file'));
  expect(inFile).toMatchObject({ state: 'failed', wayOut: expect.stringContaining('DROVER_DATA') });
  // Nobody writes there, root included.
  await mkdir(join(folder, 'empty'));
  expect(await checkDataFolder('/proc/self/drover')).toMatchObject({ state: 'failed' });
});
