import { describe, expect, it } from 'vitest';
import { initForTest } from './init-for-test.ts';

const lock = '{"name":"a","lockfileVersion":3,"packages":{}}';
const test = "require('x')('works', () => {});\n";

/** A package with one test, of a runner that its test script calls. */
function packageWith(script: string, more: object = {}) {
  return { 'package.json': JSON.stringify({ scripts: { test: script }, devDependencies: { x: '1' }, ...more }) };
}

describe('init, for a Node package,', () => {
  it.each([
    ['vitest run', 'test/a.test.ts', 'vitest run', 'junit'],
    [
      'cross-env CI=1 jest --coverage',
      'src/__tests__/a.js',
      'jest --ci --json --outputFile="$REPORT" --runTestsByPath "$MODULE"',
      'jest-json',
    ],
    ['nyc mocha --exit', 'test/a.js', 'mocha --reporter xunit', 'junit'],
    ['ava', 'test/a.js', 'ava --tap "$MODULE"', 'tap'],
    ['c8 tape test/*.js', 'test/a.js', 'node "$MODULE"', 'tap'],
    ['tap --no-coverage', 'test/a.js', 'node "$MODULE"', 'tap'],
    ['node --test', 'test/a.js', 'node --test --test-reporter=junit "$MODULE"', 'junit'],
    ['c8 --100 borp', 'test/a.js', 'node --test --test-reporter=junit "$MODULE"', 'junit'],
    ['borp -C --check-coverage', 'test/a.js', 'node --test --test-reporter=junit "$MODULE"', 'junit'],
    ['lab -a @hapi/code -L', 'test/a.js', 'lab -r junit -o "$REPORT" "$MODULE"', 'junit'],
    ['qunit test', 'test/a.js', 'qunit --reporter tap "$MODULE"', 'tap'],
    ['uvu tests', 'tests/a.js', 'node "$MODULE"', 'exit-code'],
    ['jasmine', 'spec/a.js', 'jasmine "$MODULE"', 'exit-code'],
    ['node --import tsx --test', 'test/a.test.ts', 'node --import tsx --test --test-reporter=junit "$MODULE"', 'junit'],
  ])('tells the runner of %j', async (script, path, run, report) => {
    const content = `describe('x', () => { it('works', () => {}); });\n${test}`;
    const { file } = await initForTest({ ...packageWith(script), [path]: content });
    expect(file.verify).toMatchObject([{ run: expect.stringContaining(run), report }]);
  });

  it('looks through scripts that run other scripts', async () => {
    const scripts = { test: 'npm run lint && npm run unit', lint: 'eslint', unit: 'mocha' };
    const { file } = await initForTest({ ...packageWith('', { scripts }), 'test/a.js': test });
    expect(file.verify).toMatchObject([{ run: expect.stringContaining('mocha --reporter xunit') }]);
  });

  it('takes what the tests import where the script does not say it', async () => {
    const { file, text } = await initForTest({
      ...packageWith('node run.js'),
      'test/a.js': "require('tape')('x', () => {});\n",
    });
    expect(file.verify).toMatchObject([{ run: 'node "$MODULE"', report: 'tap' }]);
    expect(text).toContain('1 of 1 test files that were looked at import it');
  });

  it.each([
    ['node test.js', 'test.js'],
    ['standard && nyc -- node test', 'test/index.js'],
    ['node --expose-gc ./test/a.mjs', 'test/a.mjs'],
  ])('takes the programs that %j runs for the tests where there is no runner', async (script, path) => {
    const { file, written } = await initForTest({
      ...packageWith(script),
      [path]: "require('assert')(true);\n",
      'index.js': '',
    });
    const gc = script.includes('--expose-gc') ? '--expose-gc ' : '';
    expect(file.verify).toMatchObject([{ run: `node ${gc}"$MODULE"`, report: 'auto' }]);
    expect(file.modules).toMatchObject({ include: [path.replace(/^test\/.*(\..*)$/, 'test/*$1')] });
    expect(written.questions).toEqual([]);
  });

  it('takes tests that were built only where there are no others', async () => {
    const built = { 'dist/a.test.js': test };
    expect((await initForTest({ ...packageWith('mocha'), ...built })).file.modules.include).toEqual(['dist/*.test.js']);
    const both = await initForTest({ ...packageWith('mocha'), ...built, 'test/a.test.js': test });
    expect(both.file.modules.include).toEqual(['test/*.test.js']);
  });

  it.each<[string, string[], string[], { include: string[]; exclude: string[] }]>([
    [
      'by the ends of their names, wherever they are',
      ['test/support/a.test.ts', 'src/b.test.ts'],
      ['src/test-report.ts', 'src/run-test.ts', 'test/support/helper.ts'],
      { include: ['src/*.test.ts', 'test/**/*.test.ts'], exclude: [] },
    ],
    [
      'in test folders, and leaves out what only lies there',
      ['test/a.js', 'test/deeper/b.js'],
      ['test/support/c.js', 'test/d.js', 'index.js'],
      { include: ['test/**/*.js'], exclude: ['test/d.js', 'test/support/**'] },
    ],
    [
      'beside the sources',
      ['test.js', 'test-more.js'],
      ['index.js'],
      { include: ['test-more.js', 'test.js'], exclude: [] },
    ],
  ])('finds the tests %s', async (_, tests, others, modules) => {
    const { file } = await initForTest({
      ...packageWith('mocha'),
      ...Object.fromEntries(tests.map((path) => [path, test.replace('require', "test('y', () => {});\nrequire")])),
      ...Object.fromEntries(others.map((path) => [path, 'exports.x = 1;\n'])),
    });
    expect(file.modules).toMatchObject(modules);
  });

  it('runs the whole suite where the tests have to be compiled, and says so', async () => {
    const { file, text } = await initForTest({ ...packageWith('tsc && node --test dist'), 'test/a.test.ts': test });
    expect(file.verify).toMatchObject([{ run: 'npm --silent test', report: 'auto' }]);
    expect(text).toContain('compiled before they run');
  });

  it.each([
    ['package-lock.json', lock, 'npm ci'],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n", 'pnpm@9 install --frozen-lockfile'],
    ['pnpm-lock.yaml', "lockfileVersion: '6.0'\n", 'pnpm@8 install --frozen-lockfile'],
    ['yarn.lock', '# yarn lockfile v1\n', 'yarn@1.22.22 install --frozen-lockfile'],
    ['yarn.lock', '__metadata:\n  version: 8\n', '@yarnpkg/cli-dist@4 install --immutable'],
    ['bun.lock', '{}', 'npm install --no-package-lock'],
  ])('installs from %s (%j)', async (name, content, run) => {
    const { file } = await initForTest({ ...packageWith('mocha'), [name]: content, 'test/a.test.js': test });
    expect(file.setup).toMatchObject({ run: expect.stringContaining(run), network: 'registries' });
    if (name !== 'bun.lock') expect(file.setup?.inputs).toEqual(expect.arrayContaining(['package.json', name]));
  });

  it('needs no setup where nothing is to be installed', async () => {
    const { file, text } = await initForTest({
      'package.json': '{"scripts":{"test":"node --test"}}',
      'a.test.js': test,
    });
    expect(file.setup).toBeUndefined();
    expect(text).toContain('# No setup: package.json names no dependencies.');
  });

  it.each([
    ['npm', { 'package.json': '{"workspaces":["packages/*"]}' }],
    [
      'pnpm',
      {
        'package.json': '{}',
        'pnpm-workspace.yaml': 'packages: ["packages/*", "!packages/old"]\n',
        'packages/old/package.json': '{}',
      },
    ],
  ])('makes a module of each %s workspace', async (_, root) => {
    const one = '{"name":"one","scripts":{"test":"mocha"}}';
    const { file, text } = await initForTest({
      ...root,
      'packages/one/package.json': one,
      'packages/two/package.json': one,
    });
    expect(file.modules.by).toBe('workspaces');
    expect(file.verify).toMatchObject([
      { run: expect.stringMatching(/^cd "\$MODULE" && .*mocha --reporter xunit/), report: 'junit' },
    ]);
    expect(text).toContain('(2 here): packages/one, packages/two');
  });

  it.each([
    ['npm', { 'package.json': '{"workspaces":["*"]}', 'package-lock.json': lock }, '**/package.json'],
    [
      'pnpm',
      { 'package.json': '{}', 'pnpm-workspace.yaml': 'packages: ["*"]\n', 'pnpm-lock.yaml': '' },
      'package.json',
    ],
  ])('sets up an %s workspace again for what its lockfile does not hold', async (_, root, manifests) => {
    const one = '{"name":"one","scripts":{"test":"mocha"}}';
    const { file } = await initForTest({ ...root, 'one/package.json': one, 'two/package.json': one });
    expect(file.setup?.inputs).toEqual([
      manifests,
      ...Object.keys(root)
        .filter((name) => name !== 'package.json')
        .toReversed(),
    ]);
  });

  it('lets workspaces with different runners run their own scripts', async () => {
    const { file } = await initForTest({
      'package.json': '{"workspaces":{"packages":["a","b"]}}',
      'a/package.json': '{"scripts":{"test":"mocha"}}',
      'b/package.json': '{"scripts":{"test":"jest"}}',
    });
    expect(file.verify).toMatchObject([{ run: 'cd "$MODULE" && npm --silent test' }]);
  });
});
