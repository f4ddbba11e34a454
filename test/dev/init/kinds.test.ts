import { describe, expect, it } from 'vitest';
import { initForTest } from './init-for-test.ts';

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

  it('installs what setup.py requires for the tests', async () => {
    const setup =
      "test_requirements = ['pytest>=3', 'lxml', f'{x}']\nsetup(name='a', tests_require=test_requirements)\n";
    const { file } = await initForTest({ 'setup.py': setup, 'test_a.py': 'def test_a(): pass\n' });
    expect(file.setup?.run).toMatch(/-e \. "pytest>=3" "lxml" pytest$/);
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

  it('installs the extras of which the tests import something', async () => {
    const { file } = await initForTest({
      'pyproject.toml':
        '[project]\nname = "a"\n[project.optional-dependencies]\ntest = ["mock"]\nweb = ["aiohttp>=3"]\norm = ["Flask-SQLAlchemy"]\ndocs = ["sphinx"]\n',
      'tests/test_a.py':
        'import pytest\ntry:\n    from aiohttp import web\nexcept ImportError:\n    web = None\nimport flask_sqlalchemy\n',
    });
    expect(file.setup?.run).toContain('-e ".[test,web,orm]"');
  });
});

describe('init, for other languages,', () => {
  it('makes a module of each tested Go package, and uses a vendor folder that is there', async () => {
    const { file } = await initForTest({
      'go.mod': 'module a\n\nrequire b v1.0.0\n',
      'vendor/modules.txt': '',
      'vendor/b/b_test.go': 'package b\n',
      'cmd/x/x.go': 'package main\n',
      'cmd/x/x_test.go': 'package main\n\nfunc TestX(t *testing.T) {}\n',
      'bench/x_test.go': 'package bench\n\nfunc BenchmarkX(b *testing.B) {}\n\nfunc TestMain(m *testing.M) {}\n',
      'shown/x_test.go': 'package shown\n\nfunc ExampleX() {\n\tX()\n}\n',
      'said/x_test.go': 'package said\n\nfunc ExampleX() {\n\tX()\n\t// Output: x\n}\n',
      'nested/go.mod': 'module c\n',
      'nested/n_test.go': 'package c\n',
    });
    expect(file.setup).toMatchObject({ run: "(go test -run '^$' ./... > /dev/null || true)", network: 'none' });
    expect(file.modules.list).toEqual([
      { path: 'cmd/x', paths: ['cmd/x/*.go', 'cmd/x/testdata/**'] },
      { path: 'said', paths: ['said/*.go', 'said/testdata/**'] },
    ]);
    expect(file.verify).toMatchObject([{ run: 'go test -json "./$MODULE"', report: 'go-test-json' }]);
  });

  it.each([
    ['go 1.22\n\nuse (\n\t. // this one\n\t./other\n)\n', { GOWORK: 'off' }],
    ['use .\nuse "./tools"\n', {}],
  ])('switches a go.work off that names modules which are not here', async (goWork, more) => {
    const { file } = await initForTest({
      'go.mod': 'module a\n',
      'tools/go.mod': 'module b\n',
      'go.work': goWork,
      'x_test.go': 'package a\n\nfunc TestX(t *testing.T) {}\n',
    });
    expect(file.environment?.env).toEqual({ GOTOOLCHAIN: 'local', ...more });
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
