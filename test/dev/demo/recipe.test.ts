import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { migrateTestFile } from '../../../src/dev/demo/migrate-test-file.ts';
import { recipe } from '../../../src/dev/demo/recipe.ts';
import { minimistFixture } from '../../support/minimist-fixture.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const doneByTheRecipe = [
  'all_bool.js',
  'default_bool.js',
  'dotted.js',
  'long.js',
  'num.js',
  'proto.js',
  'stop_early.js',
];

/** Runs the recipe on one file as a migration does; nothing but PATH and MODULE is in its environment. */
async function cook(folder: string, module: string): Promise<string> {
  const { stdout } = await execa('sh', ['-c', recipe], {
    cwd: folder,
    extendEnv: false,
    env: { PATH: process.env['PATH'], MODULE: module },
  });
  return stdout;
}

async function cookText(source: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'a.js'), source);
  await cook(folder, 'a.js');
  return readFile(join(folder, 'a.js'), 'utf8');
}

const head = "var test = require('tape');\n\n";
const cookedHead = "var assert = require('assert');\nvar test = require('node:test');\n\n";

describe('the recipe on minimist', () => {
  const minimist = minimistFixture();

  test(
    'finishes the seven plain files and leaves work for the model in the eight others',
    { timeout: 60_000 },
    async () => {
      const folder = await minimist.copy();
      const files = await readdir(join(folder, 'test'));
      expect(files).toHaveLength(15);

      await Promise.all(files.map((file) => cook(folder, `test/${file}`)));

      const runs = await Promise.all(
        files.map((file) => execa('node', [`test/${file}`], { cwd: folder, reject: false })),
      );
      expect(files.filter((_, index) => runs[index]?.exitCode === 0)).toEqual(doneByTheRecipe);
      for (const file of doneByTheRecipe) {
        const cooked = await readFile(join(folder, 'test', file), 'utf8');
        expect(cooked).toBe(migrateTestFile(await readFile(join(minimist.folder(), 'test', file), 'utf8')));
      }
    },
  );

  test('changes nothing when it runs a second time, and nothing in package.json', async () => {
    const folder = await minimist.copy();
    await cook(folder, 'test/parse.js');
    const once = await readFile(join(folder, 'test/parse.js'), 'utf8');

    expect(await cook(folder, 'test/parse.js')).toBe('test/parse.js: nothing to do');
    expect(await cook(folder, 'package.json')).toBe('package.json: nothing to do');

    expect(await readFile(join(folder, 'test/parse.js'), 'utf8')).toBe(once);
    expect((await execa('git', ['-C', folder, 'diff', '--name-only'])).stdout).toBe('test/parse.js');
  });
});

describe('the recipe', () => {
  test('rewrites a callback in which it knows every use of t', async () => {
    const cooked = await cookText(
      `${head}test('plain', function (t) {\n\tt.equal(f('-t'), { t: 1 }.t); // t is the flag\n\n\tt.end();\n});\n`,
    );
    expect(cooked).toBe(
      `${cookedHead}test('plain', function () {\n\tassert.strictEqual(f('-t'), { t: 1 }.t); // t is the flag\n});\n`,
    );
  });

  test.for([
    ['calls something that is not in its table', '\tt.same(1, 1);\n\tt.equal(1, 1);\n\tt.end();\n'],
    ['has a plan', '\tt.plan(1);\n\tt.equal(1, 1);\n'],
    ['hands t on', '\thelper(t);\n\tt.end();\n'],
    ['ends before its last line', '\tt.equal(1, 1);\n\tt.end();\n\tcleanUp();\n'],
    ['ends later', '\tsetTimeout(function () { t.equal(1, 1); t.end(); }, 1);\n'],
  ])('leaves a callback alone that %s', async ([, body]) => {
    const block = `test('hard', function (t) {\n${body}});\n`;
    expect(await cookText(head + block)).toBe(cookedHead + block);
  });
});
