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

  it('lets workspaces with different runners run their own scripts', async () => {
    const { file } = await initForTest({
      'package.json': '{"workspaces":{"packages":["a","b"]}}',
      'a/package.json': '{"scripts":{"test":"mocha"}}',
      'b/package.json': '{"scripts":{"test":"jest"}}',
    });
    expect(file.verify).toMatchObject([{ run: 'cd "$MODULE" && npm --silent test' }]);
  });
});

describe('init, for Python,', () => {
  it('installs the project with what its tests need, from wherever that is written', async () => {
    const { file } = await initForTest({
      'pyproject.toml':
        '[project]\nname = "a"\nversion = "1"\n[project.optional-dependencies]\ntesting = []\ndocs = []\n[dependency-groups]\ndev = ["x"]\n',
      'requirements-dev.txt': 'x\n',
      'docs/requirements.txt': 'sphinx\n',
      'tox.ini':
        '[tox]\nenvlist = py\n[testenv]\ndeps =\n    hypothesis >= 6\n    -rmore.txt\n    {env:X}\ncommands = pytest\n',
      'tests/test_a.py': 'def test_a(): pass\n',
      'tests/conftest.py': '',
    });
    expect(file.setup?.run).toContain(
      'install --quiet -e ".[testing]" -r requirements-dev.txt --group dev "hypothesis>=6" pytest',
    );
    expect(file.setup?.inputs.toSorted()).toEqual(['pyproject.toml', 'requirements-dev.txt', 'tox.ini']);
    expect(file.modules).toMatchObject({ by: 'files', include: ['tests/test_*.py'], exclude: [] });
    expect(file.verify).toMatchObject([
      { run: expect.stringContaining('-m pytest --junitxml="$REPORT" "$MODULE"'), report: 'junit' },
    ]);
  });

  it('lets pytest run the tests of unittest, and says why', async () => {
    const { text, written } = await initForTest({ 'setup.py': '', 'a/tests/test_a.py': 'import unittest\n' });
    expect(written.title).toContain('unittest');
    expect(text).toContain('pytest runs those as well');
  });

  it('installs what tests are well known to be written with, where no requirement names it', async () => {
    const { file, text } = await initForTest({
      'pyproject.toml':
        '[project]\nname = "a"\nversion = "1"\n[project.optional-dependencies]\ntest = ["pytest_asyncio>=1"]\n[tool.pytest.ini_options]\naddopts = "--cov=a"\nasyncio_mode = "auto"\n',
      'tests/conftest.py': 'from hypothesis import settings\n',
      'tests/test_a.py': 'import unknown\nasync def test_a(tmp_path, mocker): pass\n',
    });
    expect(file.setup?.run).toMatch(/-e "\.\[test\]" pytest hypothesis pytest-mock pytest-cov$/);
    expect(text).toContain(
      'pytest, hypothesis, pytest-mock, pytest-cov: installed in any case, since the tests use them.',
    );
  });

  it('leaves a poetry project to poetry', async () => {
    const { file } = await initForTest({
      'pyproject.toml': '[tool.poetry]\nname = "a"\n[build-system]\nrequires = ["poetry-core"]\n',
      'poetry.lock': '',
      'test_a.py': 'def test_a(): pass\n',
    });
    expect(file.setup).toMatchObject({
      run: expect.stringContaining('poetry" install'),
      inputs: ['poetry.lock', 'pyproject.toml'],
    });
  });
});

describe('init, for other languages,', () => {
  it('makes a module of each tested Go package, and uses a vendor folder that is there', async () => {
    const { file } = await initForTest({
      'go.mod': 'module a\n\nrequire b v1.0.0\n',
      'vendor/modules.txt': '',
      'vendor/b/b_test.go': 'package b\n',
      'cmd/x/x.go': 'package main\n',
      'cmd/x/x_test.go': 'package main\n',
      'nested/go.mod': 'module c\n',
      'nested/n_test.go': 'package c\n',
    });
    expect(file.setup).toMatchObject({ run: "(go test -run '^$' ./... > /dev/null || true)", network: 'none' });
    expect(file.modules.list).toEqual([{ path: 'cmd/x', paths: ['cmd/x/*.go', 'cmd/x/testdata/**'] }]);
    expect(file.verify).toMatchObject([{ run: 'go test -json "./$MODULE"', report: 'go-test-json' }]);
  });

  it('reads the reports of Maven and Gradle', async () => {
    const java = { 'src/test/java/a/ATest.java': 'class ATest {}', 'src/main/java/a/A.java': 'class A {}' };
    const maven = await initForTest({ 'pom.xml': '<project/>', ...java });
    expect(maven.file.verify).toMatchObject([
      { run: 'mvn -B -o -q test -Dtest="${NAME%.java}"', report: 'junit:**/target/surefire-reports/TEST-*.xml' },
    ]);
    expect(maven.file.modules).toMatchObject({ include: ['src/test/**/*Test.java'], exclude: [] });
    const gradle = await initForTest({ 'build.gradle.kts': '', gradlew: '', ...java });
    expect(gradle.file.verify).toMatchObject([
      {
        run: expect.stringContaining('sh ./gradlew --no-daemon --offline'),
        report: 'junit:**/build/test-results/test/TEST-*.xml',
      },
    ]);
  });

  it('makes a module of each crate of a Cargo workspace', async () => {
    const crate = '[package]\nname = "x"\n';
    const { file } = await initForTest({
      'Cargo.toml': '[workspace]\nmembers = ["a", "b"]\n',
      'Cargo.lock': '',
      'a/Cargo.toml': crate,
      'b/Cargo.toml': crate,
    });
    expect(file.modules.list?.map(({ path }) => path)).toEqual(['a', 'b']);
    expect(file.verify).toMatchObject([
      {
        run: expect.stringMatching(
          / && cargo test --offline --locked --no-fail-fast --manifest-path "\$MODULE\/Cargo.toml"$/,
        ),
        report: 'cargo-test',
      },
    ]);
  });

  it('makes one module of a single crate, since every verification compiles and tests all of it', async () => {
    const { file } = await initForTest({
      'Cargo.toml': '[package]\nname = "x"\nversion = "1.0.0"\n',
      'src/lib.rs': '',
      'src/a.rs': '',
      'tests/a.rs': '',
    });
    expect(file.modules.list).toEqual([{ path: '.', paths: ['src/**', 'tests/**'] }]);
    expect(file.setup?.run).toMatch(/ && cargo fetch && \(cargo test --offline --workspace --no-run \|\| true\)$/);
    expect(file.verify[0]?.run.split(' && ')[0]).toBe(file.setup?.run.split(' && ')[0]);
  });

  it("takes a Makefile's test target where nothing else is known", async () => {
    const { file } = await initForTest({ Makefile: 'all:\n\ttrue\ntest: all\n\ttrue\n', 'a.lua': '', 'b.lua': '' });
    expect(file).toMatchObject({ modules: { include: ['**/*.lua'] }, verify: [{ run: 'make test' }] });
  });

  it('asks for what it can not tell, in the file and on the screen, and never lets it pass', async () => {
    const { file, text, written } = await initForTest({ 'a.lua': '', 'README.md': '' });
    expect(written.questions.join('\n')).toContain('No test command was found');
    expect(text).toContain('# PLEASE ANSWER: No test command was found');
    expect(text).toContain('# PLEASE FILL IN: the command that tests one module.');
    expect(file.verify[0]?.run).toMatch(/exit 1$/);
  });
});

describe('init, in a repository of several projects,', () => {
  it('works in the folder of the largest, and names the others', async () => {
    const { file, written } = await initForTest({
      'backend/pyproject.toml': '[project]\nname = "a"\nversion = "1"\n',
      'backend/a.py': '',
      'backend/tests/test_a.py': 'def test_a(): pass\n',
      'web/package.json': '{}',
      'web/a.js': '',
    });
    expect(file.verify).toMatchObject([
      { run: 'cd backend && .venv/bin/python -m pytest --junitxml="$REPORT" "${MODULE#backend/}"' },
    ]);
    expect(file.modules.include).toEqual(['backend/tests/test_*.py']);
    expect(file.setup).toMatchObject({
      run: expect.stringMatching(/^cd backend && /),
      inputs: ['backend/pyproject.toml'],
    });
    expect(written.questions.join()).toContain('node in web/');
  });
});
