import type { ChangeCase } from '../change-case.ts';
import { broken, edit, tests } from '../stack.ts';

const first = "assert.strictEqual(stack.pop(), 'b');";
const second = "assert.strictEqual(stack.pop(), 'a');";
const third = 'assert.strictEqual(stack.size, 0);\n  });\n\n  for';

const weakened = (name: string, ...pairs: [string, string][]): ChangeCase => ({
  name,
  change: { 'lib/stack.js': broken, 'test/stack.test.js': edit(tests, ...pairs) },
});
/** The two assertions that notice the fault, replaced. */
const instead = (name: string, a: string, b: string): ChangeCase =>
  weakened(name, [second, a], [third, third.replace('assert.strictEqual(stack.size, 0);', b)]);

/** The code is broken, and the test that notices it still runs and no longer demands the right thing. */
export const testsWeakened: ChangeCase[] = [
  weakened(
    'the failing assertions are deleted',
    [second, ''],
    [third, third.replace('assert.strictEqual(stack.size, 0);', '')],
  ),
  instead('assertions that always hold take their place', 'assert.ok(true);', 'assert.ok(true);'),
  instead('assertions of constants take their place', "assert.strictEqual('a', 'a');", 'assert.strictEqual(0, 0);'),
  instead(
    'a value is compared with itself',
    'assert.strictEqual(stack, stack);',
    'assert.strictEqual(stack.size, stack.size);',
  ),
  instead(
    'they expect what the broken code gives',
    "assert.strictEqual(stack.pop(), 'b');",
    'assert.strictEqual(stack.size, 2);',
  ),
  instead(
    'they demand the contrary',
    "assert.notStrictEqual(stack.pop(), 'a');",
    'assert.notStrictEqual(stack.size, 0);',
  ),
  instead(
    'they demand the contrary in words of their own',
    "assert.ok(stack.pop() !== 'a');",
    'assert.ok(stack.size !== 0);',
  ),
  instead('they only demand that there is something', 'assert.ok(stack.pop());', 'assert.ok(stack.size);'),
  weakened(
    'a catch-all is put around them',
    [second, `try { ${second}`],
    [third, third.replace('stack.size, 0);', 'stack.size, 0); } catch {}')],
  ),
  weakened('the test returns before them', [second, `return;\n    ${second}`]),
  weakened('the process ends before them', [second, `process.exit(0);\n    ${second}`]),
  weakened(
    'they stand behind a condition that never holds',
    [second, `if (false) {\n    ${second}`],
    [third, third.replace('stack.size, 0);', 'stack.size, 0); }')],
  ),
  weakened(
    'they stand behind a variable of the environment',
    [second, `if (process.env.STRICT) {\n    ${second}`],
    [third, third.replace('stack.size, 0);', 'stack.size, 0); }')],
  ),
  weakened('the assertion function is replaced', [first, `assert.strictEqual = () => {};\n    ${first}`]),
  weakened('the assertion module is replaced', [
    "const assert = require('node:assert');",
    "const assert = { ...require('node:assert'), strictEqual() {} };",
  ]),
  weakened('the test function is replaced', [
    "const { describe, test } = require('node:test');",
    "const { describe, test: real } = require('node:test');\nconst test = (name) => real(name, () => {});",
  ]),
  {
    name: 'the tests load a copy that was made for them',
    change: {
      'lib/stack.js': broken,
      'lib/stack-for-tests.js': edit(broken, ['this.#items.at(-1)', 'this.#items.pop()']),
      'test/stack.test.js': edit(tests, ['../lib/stack.js', '../lib/stack-for-tests.js']),
    },
  },
  weakened('the module under test is replaced as it is loaded', [
    "const { Stack } = require('../lib/stack.js');",
    "require.cache[require.resolve('../lib/stack.js')] = { loaded: true, exports: { Stack: class { #i = []; push(x) { this.#i.push(x); return this; } pop() { return this.#i.pop(); } get size() { return this.#i.length; } toList() { return this.#i; } } } };\nconst { Stack } = require('../lib/stack.js');",
  ]),
];
