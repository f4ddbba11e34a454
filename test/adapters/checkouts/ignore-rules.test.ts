import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIgnoreRules } from '../../../src/adapters/checkouts/ignore-rules.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const paths = ['', 'a/', 'b/', 'a/b/', 'b/a/'].flatMap((folder) => ['x.js', 'y.log', 'X.js', 'keep.log'].map((name) => `${folder}${name}`));
const pattern = fc.constantFrom('*.log', '!keep.log', '/x.js', 'b/', 'a/b', 'x.js', '!x.js', '**/y.log', 'a/*', '!a/b/', '!b/', 'b', '# none', '', '\\!x', '*.JS', '?.js');

test('ignores what git ignores, for rules at the top and in folders', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pattern, { maxLength: 4 }), fc.array(pattern, { maxLength: 3 }), async (top, nested) => {
      const files = { '.gitignore': `${top.join('\n')}\n`, 'a/.gitignore': `${nested.join('\n')}\n` };
      const list = Object.keys(files).map((path) => ({ path, mode: '100644', oid: '', bytes: 1 }));
      const read = async () => new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
      const isIgnored = await readIgnoreRules({ read }, '', list);
      expect(paths.filter(isIgnored)).toEqual(await ignoredByGit(files));
    }),
    { numRuns: 120, seed: 7 },
  );
});

test('a link with the name of the rules is none', async () => {
  const list = [{ path: '.gitignore', mode: '120000', oid: '', bytes: 1 }];
  const isIgnored = await readIgnoreRules({ read: () => Promise.reject(new Error('nothing is to be read')) }, '', list);
  expect(isIgnored('a')).toBe(false);
});

async function ignoredByGit(files: Record<string, string>): Promise<string[]> {
  const folder = await temporaryFolder();
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  await execa('git', ['init', '-q'], { cwd: folder, env });
  for (const [path, text] of Object.entries({ ...Object.fromEntries(paths.map((path) => [path, ''])), ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const { stdout } = await execa('git', ['check-ignore', '--stdin'], { cwd: folder, env, input: paths.join('\n'), reject: false });
  return stdout.split('\n').filter(Boolean);
}
