import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installed } from '../../../src/dev/launch/install-dependencies.mjs';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Packages = Record<string, object>;

const locked: Packages = {
  '': { name: 'it' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0', dev: true },
  'node_modules/for-another-system': { version: '3.0.0', optional: true },
};

test.each<[string, Packages | undefined, boolean]>([
  ['nothing is installed', undefined, false],
  ['all is installed', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }, true],
  [
    'an older version is installed',
    { 'node_modules/a': { version: '0.9.0' }, 'node_modules/b': { version: '2.0.0' } },
    false,
  ],
  ['the development tools are missing', { 'node_modules/a': { version: '1.0.0' } }, false],
])('when %s', async (_, found, expected) => {
  const root = await temporaryFolder();
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: locked }));
  await mkdir(join(root, 'node_modules'));
  if (found) await writeFile(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: found }));
  expect(installed(root)).toBe(expected);
});
