import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findExecutable } from '../../../src/dev/processes/find-executable.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('the first executable file on PATH is found; folders, plain files and relative folders are passed over', async () => {
  const [folder, plain, found, later] = [
    await temporaryFolder(),
    await temporaryFolder(),
    await temporaryFolder(),
    await temporaryFolder(),
  ];
  await mkdir(join(folder, 'tool'));
  await writeFile(join(plain, 'tool'), 'text');
  await executable(found, 'tool', 'true');
  await executable(later, 'tool', 'true');
  const path = ['.', '', folder, plain, found, later].join(':');
  expect(await findExecutable('tool', path)).toBe(join(found, 'tool'));
});

test('nothing is found on an unset PATH', async () => {
  expect(await findExecutable('sh', undefined)).toBeUndefined();
});
