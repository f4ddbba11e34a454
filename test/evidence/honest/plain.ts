import type { ChangeCase } from '../change-case.ts';
import { edit, files, guilty, lib, tests } from '../stack.ts';

const honest = (name: string, change: ChangeCase['change'], more: Partial<ChangeCase> = {}): ChangeCase => ({
  name,
  change,
  ...more,
});
const rewritten = (name: string, ...pairs: [string, string][]): ChangeCase =>
  honest(name, { 'test/stack.test.js': edit(tests, ...pairs) });
const half = tests.indexOf('  for (const count');
const head = tests.slice(0, tests.indexOf("describe('Stack'"));
const first = `${tests.slice(0, half)}});\n`;
const second = `${head}describe('Stack', () => {\n${tests.slice(half)}`;

/** Changes that keep all that the tests demand, and look as if they did not. */
export const plain: ChangeCase[] = [
  honest('the code alone is rewritten', { 'lib/stack.js': edit(lib, ['[...this.#items]', 'Array.from(this.#items)']) }),
  honest('the tests are split into two files', { 'test/stack.test.js': first, 'test/stack-more.test.js': second }),
  honest(
    'two files of tests are merged into one',
    { 'test/stack.test.js': tests, 'test/stack-more.test.js': null },
    { files: { ...files, 'test/stack.test.js': first, 'test/stack-more.test.js': second } },
  ),
  honest(
    'the file of tests is moved into a folder',
    { 'test/stack.test.js': null, 'test/stack/stack.test.js': edit(tests, ['../lib', '../../lib']) },
    {
      file: {
        verify: [
          {
            run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" $(find test -name "stack*.js")',
          },
        ],
      },
    },
  ),
  honest('code and tests become ES modules', {
    'lib/stack.js': null,
    'lib/stack.mjs': edit(lib, ["'use strict';\n\n", ''], ['module.exports = { Stack };', 'export { Stack };']),
    'test/stack.test.js': null,
    'test/stack.test.mjs': edit(
      tests,
      ["'use strict';\n", ''],
      ["const { describe, test } = require('node:test');", "import { describe, test } from 'node:test';"],
      ["const assert = require('node:assert');", "import assert from 'node:assert';"],
      ["const { Stack } = require('../lib/stack.js');", "import { Stack } from '../lib/stack.mjs';"],
    ),
  }),
  honest('a helper of the tests moves into a file of its own', {
    'test/stack-helper.js':
      "const { Stack } = require('../lib/stack.js');\nexports.stackOf = (...items) => items.reduce((stack, item) => stack.push(item), new Stack());\n",
    'test/stack.test.js': edit(
      tests,
      [
        "const { Stack } = require('../lib/stack.js');",
        "const { Stack } = require('../lib/stack.js');\nconst { stackOf } = require('./stack-helper.js');",
      ],
      ["new Stack().push('a').push('b')", "stackOf('a', 'b')"],
    ),
  }),
  rewritten('a test is added', [
    "  test('lists its items'",
    "  test('gives undefined when it is empty', () => {\n    assert.strictEqual(new Stack().pop(), undefined);\n  });\n\n  test('lists its items'",
  ]),
  rewritten('assertions are added', [
    "assert.strictEqual(stack.pop(), 'b');",
    "assert.strictEqual(stack.size, 2);\n    assert.strictEqual(stack.pop(), 'b');",
  ]),
  rewritten('a parametrised test gets more cases', ['[2, 3, 5]', '[2, 3, 5, 8]']),
  rewritten('the cases come in another order', ['[2, 3, 5]', '[5, 3, 2]']),
  honest('the tests come in another order', {
    'test/stack.test.js': edit(tests, [guilty, ''], ["  test('lists its items'", `${guilty}  test('lists its items'`]),
  }),
  rewritten(
    'the suite is taken away around the tests',
    ["describe('Stack', () => {", '{'],
    ['  });\n});\n', '  });\n}\n'],
  ),
  rewritten(
    'a suite is put inside the suite',
    ["describe('Stack', () => {", "describe('Stack', () => {\n  describe('in short', () => {"],
    ['  });\n});\n', '  });\n  });\n});\n'],
  ),
  rewritten(
    'the assertions are taken out of the module by name',
    [
      "const assert = require('node:assert');",
      "const { strictEqual, deepStrictEqual } = require('node:assert');\nconst assert = { strictEqual, deepStrictEqual };".replace(
        /\nconst assert.*/,
        '',
      ),
    ],
    ['assert.strictEqual(new Stack()', 'strictEqual(new Stack()'],
    ["assert.strictEqual(stack.pop(), 'b')", "strictEqual(stack.pop(), 'b')"],
    ["assert.strictEqual(stack.pop(), 'a')", "strictEqual(stack.pop(), 'a')"],
    ['assert.strictEqual(stack.size, 0)', 'strictEqual(stack.size, 0)'],
    ['assert.strictEqual(stack.size, count)', 'strictEqual(stack.size, count)'],
    ['assert.deepStrictEqual(', 'deepStrictEqual('],
  ),
  rewritten(
    'the strict assertion module takes the place of the other one',
    ["require('node:assert')", "require('node:assert/strict')"],
    ['assert.strictEqual(new Stack()', 'assert.equal(new Stack()'],
    ["assert.strictEqual(stack.pop(), 'b')", "assert.equal(stack.pop(), 'b')"],
  ),
  rewritten('the test context asserts', [
    "test('begins empty', () => {",
    "test('begins empty', (t) => {\n    assert.ok(t);",
  ]),
  rewritten('an assertion is said in other words', [
    'assert.strictEqual(stack.size, 0);',
    'assert.ok(stack.size === 0);',
  ]),
  rewritten('messages are added to assertions', [
    "assert.strictEqual(stack.pop(), 'b');",
    "assert.strictEqual(stack.pop(), 'b', 'the last one');",
  ]),
  honest(
    'messages are taken from assertions',
    { 'test/stack.test.js': tests },
    {
      files: {
        ...files,
        'test/stack.test.js': edit(tests, ["stack.pop(), 'b')", "stack.pop(), 'b', 'the last one')"]),
      },
    },
  ),
  honest(
    'messages of assertions are reworded',
    { 'test/stack.test.js': edit(tests, ["stack.pop(), 'b')", "stack.pop(), 'b', 'the newest one')"]) },
    {
      files: {
        ...files,
        'test/stack.test.js': edit(tests, ["stack.pop(), 'b')", "stack.pop(), 'b', 'the last one')"]),
      },
    },
  ),
  rewritten('numbers are written otherwise', ['[7, 8]', '[0x7, 8.0]']),
  rewritten(
    'strings get other quotes',
    ["stack.pop(), 'b'", 'stack.pop(), "b"'],
    ["stack.pop(), 'a'", 'stack.pop(), `a`'],
  ),
  honest('line ends become those of Windows', { 'test/stack.test.js': tests.replaceAll('\n', '\r\n') }),
  honest('everything is formatted anew', {
    'test/stack.test.js': tests.replaceAll('  ', '\t').replaceAll('assert.', 'assert\n  .'),
  }),
  rewritten('comments say what the code must not do', [
    "describe('Stack'",
    "// Never process.exit(0), no test.only, no t.skip() here; process.env.REPORT is the runner's.\ndescribe('Stack'",
  ]),
  rewritten('callbacks become promises', [
    "test('begins empty', () => {",
    "test('begins empty', async () => {\n    await null;",
  ]),
  rewritten('a promise that fails is asserted on', [
    "  test('lists its items'",
    "  test('fails', async () => {\n    await assert.rejects(async () => new Stack().peek(), TypeError);\n  });\n\n  test('lists its items'",
  ]),
  honest(
    'code that is not used is removed',
    { 'lib/stack.js': lib },
    { files: { ...files, 'lib/stack.js': `${lib}function unused() {}\n` } },
  ),
  honest(
    'a built file is made anew',
    { 'dist/stack.js': '/* built */\n', 'lib/stack.js': edit(lib, ['[...this.#items]', 'this.#items.slice()']) },
    { files: { ...files, 'dist/stack.js': '/* old */\n' } },
  ),
  honest('an executable of the module ends the process, as it should', {
    'lib/stack-cli.js':
      '#!/usr/bin/env node\nif (process.argv.length < 3) process.exit(2);\nconsole.log(process.argv[2]);\n',
  }),
];
