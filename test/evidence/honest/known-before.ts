import type { ChangeCase } from '../change-case.ts';
import { edit, files, lib, tests } from '../stack.ts';

const better = edit(lib, ['[...this.#items]', 'Array.from(this.#items)']);
const withTests = (text: string, more: Record<string, string> = {}): Record<string, string> => ({
  ...files,
  'test/stack.test.js': text,
  ...more,
});
const red = edit(tests, [
  "  test('begins empty'",
  "  test('is red', () => {\n    assert.strictEqual(new Stack().size, 9);\n  });\n\n  test('begins empty'",
]);
const skipped = edit(tests, ["test('lists its items'", "test.skip('lists its items'"]);
const limited = edit(tests, ["test('lists its items', () => {", "test('lists its items', { timeout: 2000 }, () => {"]);
const mocking = edit(tests, [
  "test('begins empty', () => {",
  "test('begins empty', (t) => {\n    const seen = t.mock.fn();\n    seen();",
]);
const exiting = `process.on('exit', () => { process.exitCode ??= 0; });\n${tests}`;
const named = (changes: object) => ({
  modules: {
    by: 'list' as const,
    list: [{ path: 'stack', paths: ['lib/stack.js', 'test/stack*'] }],
    mayChange: ['lib/stack*', 'test/stack*', 'package.json'],
  },
  ...changes,
});

/** What was as it is before the change already, and what the migration allows. */
export const knownBefore: ChangeCase[] = [
  { name: 'a test that was red before stays red', files: withTests(red), change: { 'lib/stack.js': better } },
  {
    name: 'a test that was red before becomes green',
    files: withTests(tests, { 'lib/stack.js': edit(lib, ['[...this.#items]', '[]']) }),
    change: { 'lib/stack.js': lib },
  },
  {
    name: 'a test that was skipped before stays skipped',
    files: withTests(skipped),
    change: { 'lib/stack.js': better },
  },
  {
    name: 'a test that was skipped before runs now',
    files: withTests(skipped),
    change: { 'test/stack.test.js': tests },
  },
  {
    name: 'a time limit stays, written otherwise',
    files: withTests(limited),
    change: { 'test/stack.test.js': edit(limited, ['timeout: 2000', 'timeout: 2_000']) },
  },
  {
    name: 'a time limit becomes shorter',
    files: withTests(limited),
    change: { 'test/stack.test.js': edit(limited, ['timeout: 2000', 'timeout: 1500']) },
  },
  {
    name: 'a mock stays',
    files: withTests(mocking),
    change: {
      'lib/stack.js': better,
      'test/stack.test.js': edit(mocking, ['const seen', 'const called'], ['seen();', 'called();']),
    },
  },
  {
    name: 'a handler of exits stays',
    files: withTests(exiting),
    change: { 'lib/stack.js': better, 'test/stack.test.js': exiting.replace('??= 0', '??= 0 ') },
  },
  {
    name: 'a constant assertion stays',
    files: withTests(
      edit(tests, ["test('begins empty', () => {", "test('begins empty', () => {\n    assert.ok(true);"]),
    ),
    change: { 'lib/stack.js': better },
  },
  {
    name: 'a snapshot keeps its values under new names',
    files: withTests(tests, {
      'test/stack.snap': '// Jest Snapshot v1, https://goo.gl/fbAQLP\n\nexports[`Stack lists 1`] = `"a"`;\n',
    }),
    change: {
      'test/stack.snap':
        '// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html\n\nexports[`Stack > lists 1`] = `"a"`;\n',
      'lib/stack.js': better,
    },
  },
  {
    name: 'a new check is green',
    change: { 'lib/stack.js': better },
    file: {
      verify: [
        { run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" test/stack*' },
        { name: 'modern', before: 'none', run: 'grep -q Array.from lib/stack.js' },
      ],
    },
  },
  {
    name: 'tests are renamed where the migration counts them',
    change: {
      'test/stack.test.js': edit(
        tests,
        ["'begins empty'", "'is empty at first'"],
        ["'lists its items'", "'gives a list'"],
      ),
    },
    file: { tests: { match: 'count' } },
  },
  {
    name: 'tests are renamed where the migration counts them in each suite',
    change: { 'test/stack.test.js': edit(tests, ["'begins empty'", "'is empty at first'"]) },
    file: { tests: { match: 'count-per-suite' } },
  },
  {
    name: "the package's version goes up where the migration names its file",
    change: { 'package.json': edit(files['package.json'], ['1.0.0', '2.0.0']) },
    file: named({}),
  },
  {
    name: 'a dependency is added where the migration names its file',
    change: {
      'package.json': edit(files['package.json'], ['"version"', '"dependencies": { "left-pad": "1.3.0" }, "version"']),
    },
    file: named({}),
  },
  {
    name: 'an expectation changes where that is the goal',
    change: {
      'lib/stack.js': edit(lib, ['return [...this.#items];', 'return [...this.#items].reverse();']),
      'test/stack.test.js': edit(tests, ['[7, 8]', '[8, 7]']),
    },
    file: { tests: { allow: ['changed-expectation'] } },
  },
];
