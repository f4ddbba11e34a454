import { describe, expect, it } from 'vitest';
import { changesConfiguration } from '../../../src/core/configuration/changes-configuration.ts';
import { configurationKind } from '../../../src/core/configuration/configuration-kind.ts';
import { namesPath } from '../../../src/core/configuration/names-path.ts';
import { refuseUnnamed } from '../../../src/core/configuration/refuse-unnamed.ts';
import { module } from '../evidence/make-verification.ts';

describe('configuration of the verify commands', () => {
  it.each([
    ['package.json', ['package.json', 'packages/a/package.json']],
    ['lockfile', ['package-lock.json', 'pnpm-lock.yaml', 'a/Cargo.lock', 'go.sum', 'uv.lock', 'poetry.lock']],
    [
      'test configuration',
      [
        ...['jest.config.js', 'vitest.config.mts', 'packages/a/vite.config.ts', 'vitest.workspace.ts', 'karma.conf.js'],
        ...[
          '.mocharc.yml',
          '.mocharc',
          '.nycrc.json',
          'babel.config.js',
          '.babelrc',
          'playwright.config.ts',
          'ava.config.cjs',
        ],
        ...[
          'cypress.config.ts',
          'jest.setup.js',
          'jest-e2e.config.js',
          'jest.config.ci.js',
          'pytest.ini',
          'tox.ini',
          'noxfile.py',
          '.coveragerc',
        ],
      ],
    ],
    ['compiler configuration', ['tsconfig.json', 'tsconfig.build.json', 'a/jsconfig.json', 'rust-toolchain.toml']],
    [
      'Python project',
      ['pyproject.toml', 'setup.cfg', 'setup.py', 'requirements-dev.txt', 'a/requirements.txt', 'conftest.py'],
    ],
    ['package manager configuration', ['.npmrc', '.yarnrc.yml', 'pnpm-workspace.yaml', '.nvmrc']],
    ['CI', ['.github/workflows/ci.yml', '.gitlab-ci.yml', '.circleci/config.yml', 'Jenkinsfile', '.ci/run']],
    ['container file', ['Dockerfile', 'a/test.Dockerfile', 'docker-compose.yml', 'compose.yaml']],
    ['pom.xml', ['pom.xml', 'core/pom.xml']],
    ['build.gradle.kts', ['app/build.gradle.kts']],
    ['Cargo.toml', ['Cargo.toml']],
    ['go.mod', ['go.mod']],
    ['Makefile', ['Makefile']],
    ['.cargo', ['.cargo/config.toml']],
  ])('is known as %s', (kind, paths) => {
    for (const path of paths) expect([path, configurationKind(path)]).toEqual([path, kind]);
  });

  it.each([
    ...[
      'src/config.ts',
      'test/config.test.js',
      'src/jest.ts',
      'src/package.ts',
      'docs/package.json.md',
      'test/vite.test.ts',
    ],
    ...['lib/babel/config.js', 'src/requirements.py', 'src/setup.ts', 'test/fixtures/data.json', 'a/make.go'],
  ])('is not seen in %s', (path) => expect(configurationKind(path)).toBeUndefined());

  const changed = (path: string, before: object, after: object) =>
    changesConfiguration(path, JSON.stringify(before), JSON.stringify(after));

  it('is changed in package.json by scripts, runners and dependencies, and not by what only readers see', () => {
    const base = { name: 'a', version: '1.0.0', scripts: { test: 'jest' } };
    expect(changed('package.json', base, { ...base, version: '1.0.1', description: 'x', exports: {} })).toBeUndefined();
    for (const field of [
      'scripts',
      'jest',
      'devDependencies',
      'dependencies',
      'overrides',
      'type',
      'imports',
      'workspaces',
    ])
      expect(changed('package.json', base, { ...base, [field]: { x: 'true' } })).toBe('package.json');
    expect(changesConfiguration('package.json', '{}', '{ broken')).toBe('package.json');
    expect(changesConfiguration('package.json', undefined, '{"scripts":{}}')).toBe('package.json');
    expect(changesConfiguration('jest.config.js', 'x', undefined)).toBe('test configuration');
  });

  it('is changed in pyproject.toml by tools and dependencies, and not by a version', () => {
    const base = '[project]\nname = "a"\nversion = "1"\n';
    expect(changesConfiguration('pyproject.toml', base, base.replace('"1"', '"2"'))).toBeUndefined();
    expect(changesConfiguration('pyproject.toml', base, `${base}dependencies = ["x"]\n`)).toBe('Python project');
    expect(changesConfiguration('pyproject.toml', base, `${base}[tool.pytest.ini_options]\naddopts = "-k x"\n`)).toBe(
      'Python project',
    );
  });

  it('is changed in conftest.py by hooks and plugins, and not by fixtures', () => {
    const fixture = 'import pytest\n\n@pytest.fixture\ndef db():\n    return 1\n';
    const hook = 'def pytest_collection_modifyitems(items):\n    items.clear()\n';
    expect(changesConfiguration('tests/conftest.py', undefined, fixture)).toBeUndefined();
    expect(changesConfiguration('tests/conftest.py', `${hook}\n${fixture}`, `${fixture}\n${hook}`)).toBeUndefined();
    expect(changesConfiguration('tests/conftest.py', fixture, `${fixture}\n${hook}`)).toBe('Python project');
    expect(changesConfiguration('tests/conftest.py', hook, hook.replace('clear', 'sort'))).toBe('Python project');
    expect(changesConfiguration('tests/conftest.py', fixture, `pytest_plugins = ["x"]\n${fixture}`)).toBe(
      'Python project',
    );
  });
});

describe('a pattern', () => {
  it.each([
    ['package.json', 'package.json'],
    ['**/package.json', 'a/b/package.json'],
    ['packages/*/package.json', 'packages/a/package.json'],
    ['*.config.ts', 'vitest.config.ts'],
    ['**/*.{json,yml}', 'a/package.json'],
    [String.raw`packages/\(a\)/package.json`, 'packages/(a)/package.json'],
  ])('%s names %s', (pattern, path) => expect(namesPath([pattern], path)).toBe(true));

  it.each([
    ['**', 'package.json'],
    ['packages/a/**', 'packages/a/package.json'],
    ['packages/a/*', 'packages/a/package.json'],
    ['packages/a/**/*', 'packages/a/package.json'],
    ['packages/a/*.*', 'packages/a/package.json'],
    ['packages/a/[a-z]*', 'packages/a/package.json'],
    ['!(x)', 'package.json'],
    ['package.json', 'a/package.json'],
  ])('%s does not name %s', (pattern, path) => expect(namesPath([pattern], path)).toBe(false));

  it('that is taken away by another names nothing', () => {
    expect(namesPath(['**/package.json', '!a/**'], 'a/package.json')).toBe(false);
  });
});

it('configuration that a module covers and does not name is refused, with the pattern to add', () => {
  const folder = { ...module, mayChange: ['packages/a/**'] };
  expect(refuseUnnamed(folder, 'packages/a/index.js')).toBeUndefined();
  expect(
    refuseUnnamed({ ...module, mayChange: ['packages/a/package.json'] }, 'packages/a/package.json'),
  ).toBeUndefined();
  expect(refuseUnnamed(folder, 'packages/a/package.json')).toBe(
    'it configures how tests are built and run, and no pattern of mayChange names it: a person would have to add "packages/a/package.json" or "**/package.json" to modules.mayChange',
  );
  expect(refuseUnnamed({ ...folder, role: 'last', mayChange: ['**'] }, 'package.json')).toMatch(
    /add "package.json" to last.mayChange$/,
  );
});
