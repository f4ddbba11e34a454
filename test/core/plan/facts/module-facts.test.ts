import { expect, it, test } from 'vitest';
import { isTestPath } from '../../../../src/core/plan/facts/is-test-path.ts';
import { moduleFacts } from '../../../../src/core/plan/facts/module-facts.ts';

const module = (path: string, paths: string[], dependsOn: string[] = []) => ({
  ...{ key: path, path, role: 'module' as const, paths, mayChange: [], dependsOn },
});

test('a module’s facts are the sums of its files, who depends on it and who owns it', () => {
  const modules = [module('a', ['a/x.js', 'a/x.test.js']), module('b', ['b/y.js'], ['a']), module('c', [], ['a', 'b'])];
  const bytes = new Map([
    ['a/x.js', 100],
    ['a/x.test.js', 41],
    ['b/y.js', 8],
  ]);
  const lines = new Map([['a/x.js', 5]]);
  const facts = moduleFacts(modules, { bytes, lines, ownersOf: (path) => (path.startsWith('a/') ? ['@a'] : []) });
  expect(facts.get('a')).toEqual({ files: 2, lines: 5, tokens: 36, tests: 1, dependants: 2, owners: ['@a'] });
  expect(facts.get('b')).toMatchObject({ files: 1, lines: 0, tokens: 2, dependants: 1, owners: [] });
  expect(moduleFacts(modules, { bytes, ownersOf: () => [] }).get('a')).not.toHaveProperty('lines');
});

it.each(['test/a.js', 'a.test.ts', 'b/a.spec.js', 'test_a.py', 'a_test.go', 'src/test/java/A.java', 'x/ATest.java'])(
  '%s is a test by its name',
  (path) => {
    expect(isTestPath(path)).toBe(true);
  },
);

it.each(['src/a.js', 'latest.js', 'contest/a.js', 'testing.py', 'Attest.java'])('%s is none', (path) => {
  expect(isTestPath(path)).toBe(false);
});
