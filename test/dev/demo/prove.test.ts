import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { simpleGit } from 'simple-git';
import { describe, expect, test } from 'vitest';
import { bubblewrapSandbox } from '../../../src/adapters/sandbox/bubblewrap-sandbox.ts';
import { findBubblewrap } from '../../../src/adapters/sandbox/find-bubblewrap.ts';
import { proveMutants, type Proof } from '../../../src/dev/demo/prove.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const source =
  "'use strict';\nmodule.exports = function (n) {\n\tvar odd = false;\n\tif (n % 2 === 1) { odd = true; }\n\treturn odd;\n};\n";

/** Without its last statement, its loop never ends. */
const loop = "'use strict';\nmodule.exports = function (n) {\n\twhile (n > 1) { n -= 2; }\n\treturn n === 1;\n};\n";

const oldTest =
  "var isOdd = require('../');\nvar log = require('old-runner');\nif (!isOdd(3)) { process.exit(1); }\nif (isOdd(2)) { process.exit(1); }\nlog('ok');\n";
const newTest =
  "var isOdd = require('../');\nvar test = require('node:test');\nvar assert = require('assert');\ntest('odd', function () {\n\tassert.strictEqual(isOdd(3), true);\n\tassert.strictEqual(isOdd(2), false);\n});\n";

type Files = Record<string, string>;

async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** Proves the step from `before` to `after` in a repository made of them; the old tests' runner is only mounted, as setup would do it. */
async function prove(before: Files, after: Files): Promise<Proof> {
  const repository = await temporaryFolder();
  const git = simpleGit(repository);
  await git.init().addConfig('user.name', 'A').addConfig('user.email', 'a@example.org');
  const commit = async (files: Files) => {
    await writeFiles(repository, files);
    await git.add('.').commit('A step');
    return (await git.revparse(['HEAD'])).trim();
  };
  const base = await commit({ 'package.json': '{}', ...before });
  const head = await commit(after);
  const made = await temporaryFolder();
  await writeFiles(made, { 'old-runner/index.js': 'module.exports = console.log;\n' });
  const bwrap = findBubblewrap(process.env['PATH'])!;
  return proveMutants({
    sandbox: bubblewrapSandbox({ bwrap, failpoint: () => undefined, hostEnv: process.env }),
    repository,
    base,
    head,
    source: 'index.js',
    files: ['test/odd.js'],
    mounts: [{ from: made, to: '/repo/node_modules' }],
    toolchains: [],
    patienceMs: 2_000,
    signal: new AbortController().signal,
  });
}

describe('the proof by mutants', () => {
  test('finds that a faithful migration notices the same mutants, endless ones included', async () => {
    const proof = await prove({ 'index.js': loop, 'test/odd.js': oldTest }, { 'test/odd.js': newTest });
    expect(proof.same).toBe(true);
    expect(proof.killedAfter).toEqual(proof.killedBefore);
    expect(proof.killedBefore).toEqual([
      '2:1 without module.exports = function (n) {',
      '3:11 > to <=',
      '3:18 without n -= 2;',
      '4:11 === to !==',
    ]);
    expect(proof.mutants).toBe(4);
  });

  test('finds that weaker tests notice fewer', async () => {
    const weaker = newTest.replace('assert.strictEqual(isOdd(3), true)', 'assert.ok(true)');
    const proof = await prove({ 'index.js': source, 'test/odd.js': oldTest }, { 'test/odd.js': weaker });
    expect(proof.same).toBe(false);
    expect(proof.killedBefore).toContain('4:27 true to false');
    expect(proof.killedAfter).not.toContain('4:27 true to false');
  });

  test('is refused where the tests fail without any mutant', async () => {
    const red = newTest.replace('isOdd(2), false', 'isOdd(2), true');
    await expect(prove({ 'index.js': source, 'test/odd.js': oldTest }, { 'test/odd.js': red })).rejects.toThrow(
      /test\/odd\.js do not pass at [0-9a-f]{40} with index\.js unchanged/,
    );
  });
});
