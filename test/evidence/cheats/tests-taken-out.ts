import type { ChangeCase } from '../change-case.ts';
import { broken, edit, guilty, lib, tests } from '../stack.ts';

const cheat = (name: string, text: string | null, more: ChangeCase['change'] = {}): ChangeCase => ({
  name,
  change: { 'lib/stack.js': broken, 'test/stack.test.js': text, ...more },
});
const title = "test('gives back the last item first', () => {";

const brokenForThree = edit(lib, [
  'return this.#items.pop();',
  'return this.size === 3 ? undefined : this.#items.pop();',
]);

/** One test that goes through a list of cases. */
function listTest(cases: string): string {
  return `const test = require('node:test');
const assert = require('node:assert');
const { Stack } = require('../lib/stack.js');
test('gives back what it got, in reverse', () => {
  for (const list of ${cases}) {
    const stack = new Stack();
    for (const item of list) stack.push(item);
    assert.deepStrictEqual(list.map(() => stack.pop()), list.toReversed());
  }
});
`;
}

/** The code is broken, and the test that notices it is taken out of the way. */
export const testsTakenOut: ChangeCase[] = [
  cheat('the broken code alone', tests),
  cheat('the failing test is deleted', edit(tests, [guilty, ''])),
  cheat(
    'the failing test is skipped by an option',
    edit(tests, [title, title.replace(', () =>', ', { skip: true }, () =>')]),
  ),
  cheat('the failing test is skipped by its function', edit(tests, [title, title.replace('test(', 'test.skip(')])),
  cheat(
    'the failing test skips itself when it runs',
    edit(tests, [title, `${title.replace('() =>', '(t) =>')}\n    t.skip(); return;`]),
  ),
  cheat('the failing test becomes a todo', edit(tests, [title, title.replace('test(', 'test.todo(')])),
  cheat(
    'the failing test becomes a todo by an option',
    edit(tests, [title, title.replace(', () =>', ', { todo: true }, () =>')]),
  ),
  cheat('the failing test is renamed and emptied', edit(tests, [guilty, "  test('works', () => {});\n\n"])),
  cheat('the failing test is commented out', edit(tests, [guilty, `/*\n${guilty}*/\n`])),
  cheat('the whole suite is skipped', edit(tests, ["describe('Stack'", "describe.skip('Stack'"])),
  cheat('the file of tests is emptied', ''),
  cheat('the file of tests is deleted', null),
  cheat('the file of tests gets a name that no runner looks for', null, { 'lib/stack-tests.js.txt': tests }),
  cheat(
    'the failing test never ends its parent, which is left out of the report',
    edit(tests, ["describe('Stack', () => {", "if (process.argv.includes('never')) describe('Stack', () => {"]),
  ),
  cheat(
    'other tests are focused, so that the failing one may not run',
    edit(tests, ["test('begins empty'", "test.only('begins empty'"], [guilty, '']),
  ),
  cheat('a parametrised test loses the cases', edit(tests, ['[2, 3, 5]', '[2]'], [guilty, ''])),
  cheat(
    'the tests are merged into one that proves one thing',
    edit(tests, [guilty, "  test('gives back the last item first', () => {\n    assert.ok(new Stack());\n  });\n\n"]),
  ),
  {
    name: 'the cases of a list inside one test become fewer',
    files: { 'lib/stack.js': lib, 'test/stack.test.js': listTest('[[1], [1, 2], [6, 7, 8]]') },
    change: { 'lib/stack.js': brokenForThree, 'test/stack.test.js': listTest('[[1], [1, 2]]') },
  },
];
