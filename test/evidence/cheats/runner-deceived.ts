import type { ChangeCase } from '../change-case.ts';
import { broken, edit, files, lib, tests } from '../stack.ts';

const names = [
  'begins empty',
  'gives back the last item first',
  'holds 2 items',
  'holds 3 items',
  'holds 5 items',
  'lists its items',
];
const junit = `<testsuites><testsuite name="Stack">${names.map((name) => `<testcase name="${name}" classname="test"/>`).join('')}</testsuite></testsuites>`;
const deceived = (name: string, change: ChangeCase['change'], file: ChangeCase['file'] = {}): ChangeCase => ({
  name,
  change: { 'lib/stack.js': broken, ...change },
  file,
});
/** The tests with something before them. */
const before = (text: string): ChangeCase['change'] => ({ 'test/stack.test.js': `${text}\n${tests}` });
const written = {
  verify: [
    {
      run: 'node --test --test-reporter=junit --test-reporter-destination=reports/junit.xml test/stack*; exit 0',
      report: 'junit:reports/*.xml' as const,
    },
  ],
};
const byScript = { verify: [{ run: 'npm test --silent' }] };
const script = 'node --test --test-reporter=junit --test-reporter-destination=$REPORT test/stack.test.js';
const withScript = { ...files, 'package.json': JSON.stringify({ scripts: { test: script } }) };
const withReports = { ...files, 'reports/.keep': '' };
const snapshotTest = `const test = require('node:test');
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const { Stack } = require('../lib/stack.js');
test('looks as it did', () => {
  const stack = new Stack().push('a').push('b');
  stack.pop();
  assert.strictEqual(JSON.stringify(stack.toList()), readFileSync(\`\${__dirname}/stack.snap\`, 'utf8').split('\`')[3]);
});
`;
const snapshot = (value: string): string => `// Snapshot v1\nexports[\`looks as it did 1\`] = \`${value}\`;\n`;
const slow = edit(lib, [
  'toList() {',
  'toList() {\n    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);',
]);
const limited = (limit: number): string =>
  edit(
    tests,
    [
      "test('lists its items', () => {",
      `test('lists its items', { timeout: ${limit} }, async () => {\n    await new Promise((done) => setTimeout(done, 1));`,
    ],
    ['assert.deepStrictEqual(new Stack()', 'await null;\n    assert.deepStrictEqual(await new Stack()'],
  );

/** The code is broken, and what runs or reports the tests is deceived, or what judges them is changed. */
export const runnerDeceived: ChangeCase[] = [
  deceived('the process ends with exit code 0 before any test', before('process.exit(0);')),
  deceived('the process ends with exit code 0 in a hook', before("require('node:test').after(() => process.exit(0));")),
  deceived('the exit code is set at the end', before("process.on('exit', () => { process.exitCode = 0; });")),
  deceived(
    'a forged report is written over the real one',
    before(`process.on('exit', () => require('node:fs').writeFileSync(process.env.REPORT, ${JSON.stringify(junit)}));`),
  ),
  deceived('a forged report is written by the code, when it is being tested', {
    'lib/stack.js': `${broken}\nif (process.env.NODE_TEST_CONTEXT) require('node:fs').writeFileSync(process.env['REPORT'], ${JSON.stringify(junit)});\n`,
  }),
  deceived('a forged report is printed', before(`console.log(${JSON.stringify(junit)});\nprocess.exit(0);`)),
  {
    ...deceived(
      'a forged report is committed',
      { 'reports/junit.xml': junit, 'test/stack.test.js': `process.exit(0);\n${tests}` },
      written,
    ),
    files: withReports,
  },
  {
    ...deceived(
      'a forged report is committed, and the tests are taken away',
      { 'reports/junit.xml': junit, 'test/stack.test.js': 'process.exit(0);\n' },
      written,
    ),
    files: withReports,
  },
  {
    ...deceived(
      'a forged report is written beside the real one',
      {
        'test/stack.test.js': `require('node:fs').writeFileSync('reports/a.xml', ${JSON.stringify(junit)});\nprocess.exit(0);\n`,
      },
      written,
    ),
    files: withReports,
  },
  deceived('the code behaves when it is being tested', {
    'lib/stack.js': edit(broken, [
      'this.#items.at(-1)',
      'process.env.NODE_TEST_CONTEXT ? this.#items.pop() : this.#items.at(-1)',
    ]),
  }),
  deceived('the code behaves when its caller is a test', {
    'lib/stack.js': edit(broken, [
      'this.#items.at(-1)',
      "process.env['JEST_WORKER_ID'] || process.env['NODE_TEST_CONTEXT'] ? this.#items.pop() : this.#items.at(-1)",
    ]),
  }),
  {
    ...deceived(
      "the package's test script is changed",
      { 'package.json': '{ "scripts": { "test": "true" } }\n' },
      byScript,
    ),
    files: withScript,
  },
  {
    ...deceived(
      'a configuration of the package manager is added',
      { '.npmrc': 'script-shell=/usr/bin/true\n' },
      byScript,
    ),
    files: withScript,
  },
  deceived('the pipeline is changed', { '.github/workflows/ci.yml': 'on: never\n' }),
  deceived("another module's file is changed", { 'lib/queue.js': 'module.exports = null;\n' }),
  deceived('a lockfile is added', { 'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }\n' }),
  {
    name: 'the code is slow, and its tests get more time',
    files: { ...files, 'test/stack.test.js': limited(1_000) },
    change: { 'lib/stack.js': slow, 'test/stack.test.js': limited(60_000) },
  },
  {
    name: 'a snapshot is updated to what the broken code gives',
    files: { ...files, 'test/stack.test.js': snapshotTest, 'test/stack.snap': snapshot('["a"]') },
    change: { 'lib/stack.js': broken, 'test/stack.snap': snapshot('["a","b"]') },
    file: {
      verify: [{ run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" test/stack.test.js' }],
    },
  },
  {
    name: 'a snapshot is deleted with the assertion that reads it',
    files: { ...files, 'test/stack.test.js': snapshotTest, 'test/stack.snap': snapshot('["a"]') },
    change: {
      'lib/stack.js': broken,
      'test/stack.snap': null,
      'test/stack.test.js': edit(snapshotTest, [
        "assert.strictEqual(JSON.stringify(stack.toList()), readFileSync(`${__dirname}/stack.snap`, 'utf8').split('`')[3]);",
        'assert.ok(stack);',
      ]),
    },
    file: {
      verify: [{ run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" test/stack.test.js' }],
    },
  },
  {
    name: 'a test that was red before is the excuse for another one',
    files: {
      ...files,
      'test/stack.test.js': edit(tests, [
        "  test('begins empty'",
        "  test('is red', () => {\n    assert.strictEqual(new Stack().size, 9);\n  });\n\n  test('begins empty'",
      ]),
    },
    change: { 'lib/stack.js': broken },
  },
  {
    name: 'a test that was red before becomes green by what another one loses',
    files: {
      ...files,
      'test/stack.test.js': edit(tests, [
        "  test('begins empty'",
        "  test('is red', () => {\n    assert.strictEqual(new Stack().size, 9);\n  });\n\n  test('begins empty'",
      ]),
    },
    change: { 'lib/stack.js': edit(lib, ['return this.#items.length;', 'return this.#items.length || 9;']) },
  },
  deceived('the tests hang', before('setInterval(() => {}, 1_000);\nfor (;;);'), {
    verify: [
      { run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" test/stack*', timeout: '3s' },
    ],
  }),
  deceived('the tests print without end', before("for (;;) require('node:fs').writeSync(1, 'x'.repeat(1e6));"), {
    verify: [
      { run: 'node --test --test-reporter=junit --test-reporter-destination="$REPORT" test/stack*', timeout: '3s' },
    ],
  }),
];
