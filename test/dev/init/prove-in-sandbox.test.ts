import { describe, expect, it } from 'vitest';
import { activitiesForTest } from '../../support/ports-for-test.ts';
import { initForTest } from './init-for-test.ts';

/** Real packages from real registries take their time. */
const patience = { timeout: 180_000 };

const add = 'module.exports = (a, b) => a + b;\n';

/** Writes a file for the repository and measures the baseline of every module that it makes, as a migration begins. */
async function baselines(files: Record<string, string>) {
  const { document, written, text } = await initForTest(files);
  const { prepared, step, run } = await activitiesForTest(document);
  const measured: Record<string, { tests: number; failing: number; problem?: string }> = {};
  for (const { key, path } of prepared.modules) {
    const { baseline: _, ...rest } = await run('measureBaseline', { ...step, module: key, start: prepared.base });
    measured[path] = rest;
  }
  return { measured, written, text };
}

describe('the file that init writes is proved in the sandbox as it is', () => {
  it('for node:test', patience, async () => {
    const test = (...names: string[]) =>
      [
        "const { test } = require('node:test');",
        ...names.map((name) => `test('${name}', () => require('assert').strictEqual(require('widgets')(1, 2), 3));`),
      ].join('\n');
    const { measured, written } = await baselines({
      'package.json': JSON.stringify({ name: 'widgets', exports: './index.js', scripts: { test: 'node --test' } }),
      'index.js': add,
      'test/a.js': test('adds', 'adds again'),
      'test/deeper/b.js': test('adds'),
      'test/helper.js': 'exports.helper = 1;\n',
      'test/fixtures/not-a-test.js': 'throw new Error();\n',
    });
    expect(measured).toEqual({ 'test/a.js': { tests: 2, failing: 0 }, 'test/deeper/b.js': { tests: 1, failing: 0 } });
    expect(written.questions).toEqual([]);
  });

  it('for tape, from the registry, without a lockfile', patience, async () => {
    const { measured } = await baselines({
      'package.json': JSON.stringify({ scripts: { test: 'tape test/*.js' }, devDependencies: { tape: '^5.6.3' } }),
      'index.js': add,
      'test/add.js': "require('tape')('adds', (t) => { t.equal(require('..')(1, 2), 3); t.end(); });\n",
    });
    expect(measured).toEqual({ 'test/add.js': { tests: 1, failing: 0 } });
  });

  it('for jest, from the registry', patience, async () => {
    const { measured } = await baselines({
      'package.json': JSON.stringify({ scripts: { test: 'jest' }, devDependencies: { jest: '^29.7.0' } }),
      'index.js': add,
      'test/add.test.js': "test('adds', () => expect(require('..')(1, 2)).toBe(3));\n",
    });
    expect(measured).toEqual({ 'test/add.test.js': { tests: 1, failing: 0 } });
  });

  it('for tests that are plain programs', patience, async () => {
    const { measured } = await baselines({
      'package.json': JSON.stringify({ scripts: { test: 'node --expose-gc test' } }),
      'index.js': add,
      'test/index.js': "gc();\nrequire('assert').strictEqual(require('..')(1, 2), 3);\n",
    });
    expect(measured).toEqual({ 'test/index.js': { tests: 0, failing: 0 } });
  });

  it('for Cargo, with a dependency from the registry', patience, async () => {
    const { measured } = await baselines({
      'Cargo.toml':
        '[package]\nname = "widgets"\nversion = "1.0.0"\nedition = "2021"\n[dev-dependencies]\nitoa = "1"\n',
      'src/lib.rs':
        '/// Adds.\n/// ```\n/// assert_eq!(widgets::add(1, 2), 3);\n/// ```\npub fn add(a: u32, b: u32) -> u32 { a + b }\n',
      'tests/add.rs': '#[test]\nfn adds() { assert_eq!(itoa::Buffer::new().format(widgets::add(1, 2)), "3"); }\n',
    });
    expect(measured).toEqual({ '.': { tests: 2, failing: 0 } });
  });

  it('for pytest, with the package itself and its test extra installed', patience, async () => {
    const { measured } = await baselines({
      'pyproject.toml':
        '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "widgets"\nversion = "1"\n[project.optional-dependencies]\ntest = ["iniconfig"]\n',
      'src/widgets/__init__.py': 'def add(a, b):\n    return a + b\n',
      'tests/test_add.py':
        'import iniconfig\nimport pytest\nfrom widgets import add\n\n@pytest.mark.parametrize("n", [1, 2])\ndef test_add(n):\n    assert add(n, 2) == n + 2\n',
      'tests/test_more.py': 'from widgets import add\n\ndef test_more():\n    assert add(0, 0) == 0\n',
    });
    expect(measured).toEqual({
      'tests/test_add.py': { tests: 2, failing: 0 },
      'tests/test_more.py': { tests: 1, failing: 0 },
    });
  });

  it('for Go, with a dependency from the proxy', patience, async () => {
    const { measured, text } = await baselines({
      'go.mod': 'module example.org/widgets\n\ngo 1.21\n\nrequire github.com/pkg/errors v0.9.1\n',
      'go.sum':
        'github.com/pkg/errors v0.9.1 h1:FEBLx1zS214owpjy7qsBeixbURkuhQAwrK5UwLGTwt4=\ngithub.com/pkg/errors v0.9.1/go.mod h1:bwawxfHBFNV+L2hUp1rHADufV3IMtnDRdf1r5NINEl0=\n',
      'widgets.go': 'package widgets\n\nimport "github.com/pkg/errors"\n\nvar Err = errors.New("no")\n',
      'widgets_test.go':
        'package widgets\n\nimport "testing"\n\nfunc TestErr(t *testing.T) {\n\tif Err == nil {\n\t\tt.Fatal("none")\n\t}\n}\n',
      'add/add.go': 'package add\n\nfunc Add(a, b int) int { return a + b }\n',
      'add/add_test.go':
        'package add\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tt.Run("small", func(t *testing.T) {\n\t\tif Add(1, 2) != 3 {\n\t\t\tt.Fatal("wrong")\n\t\t}\n\t})\n}\n',
      'untested/untested.go': 'package untested\n',
    });
    expect(measured).toEqual({ '.': { tests: 1, failing: 0 }, add: { tests: 1, failing: 0 } });
    expect(text).toContain('no tests that could judge a change: untested');
  });
});
