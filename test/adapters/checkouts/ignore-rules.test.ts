import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIgnoreRules } from '../../../src/adapters/checkouts/ignore-rules.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const paths = ['', 'a/', 'b/', 'a/b/', 'b/a/'].flatMap((folder) =>
  ['x.js', 'y.log', 'X.js', 'keep.log'].map((name) => `${folder}${name}`),
);
const pattern = fc.constantFrom(
  '*.log',
  '!keep.log',
  '/x.js',
  'b/',
  'a/b',
  'x.js',
  '!x.js',
  '**/y.log',
  'a/*',
  '!a/b/',
  '# none',
  '',
  '\\!x',
  '*.JS',
  '?.js',
);

type Rules = { '.gitignore': string; 'a/.gitignore': string };

test('ignores what git ignores, for rules at the top and in folders', async () => {
  const repository = await emptyFilesInRepository();
  await fc.assert(
    fc.asyncProperty(fc.array(pattern, { maxLength: 4 }), fc.array(pattern, { maxLength: 3 }), async (top, nested) => {
      const rules = { '.gitignore': `${top.join('\n')}\n`, 'a/.gitignore': `${nested.join('\n')}\n` };
      expect(await ignoredByUs(rules)).toEqual(await ignoredByGit(repository, rules));
    }),
    { numRuns: 25, seed: 1 },
  );
});

test('a folder that a nearer file brings back is not ignored', async () => {
  const rules = { '.gitignore': 'a/b\n', 'a/.gitignore': '!b/\n' };
  expect(await ignoredByUs(rules)).toEqual([]);
  expect(await ignoredByGit(await emptyFilesInRepository(), rules)).toEqual([]);
});

test('a link with the name of the rules is none', async () => {
  const list = [{ path: '.gitignore', mode: '120000', oid: '', bytes: 1 }];
  const isIgnored = await readIgnoreRules({ read: () => Promise.reject(new Error('nothing is to be read')) }, '', list);
  expect(isIgnored('a')).toBe(false);
});

async function ignoredByUs(rules: Rules): Promise<string[]> {
  const list = Object.keys(rules).map((path) => ({ path, mode: '100644', oid: '', bytes: 1 }));
  const read = async () => new Map(Object.entries(rules).map(([path, text]) => [path, Buffer.from(text)]));
  return paths.filter(await readIgnoreRules({ read }, '', list));
}

const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

async function emptyFilesInRepository(): Promise<string> {
  const folder = await temporaryFolder();
  await execa('git', ['init', '-q'], { cwd: folder, env });
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), '');
  }
  return folder;
}

async function ignoredByGit(folder: string, rules: Rules): Promise<string[]> {
  for (const [path, text] of Object.entries(rules)) await writeFile(join(folder, path), text);
  const { stdout } = await execa('git', ['check-ignore', '--stdin'], {
    cwd: folder,
    env,
    input: paths.join('\n'),
    reject: false,
  });
  return stdout.split('\n').filter(Boolean);
}
