import { expect, it } from 'vitest';
import { repositoryPath } from '../../../src/core/reports/repository-path.ts';

it.each([
  ['/repo/test/a.test.js', 'test/a.test.js'],
  ['/work/checkout/test/a.test.js', 'test/a.test.js'],
  ['file:///repo/test/a.test.js', 'test/a.test.js'],
  ['./test//a.test.js', 'test/a.test.js'],
  ['packages/a/../b/test.js', 'packages/b/test.js'],
  ['test\\a.test.js', 'test/a.test.js'],
  ['[id].test.js', '[id].test.js'],
  ['/repository/a.js', undefined],
  ['/usr/lib/node/test.js', undefined],
  ['../a.js', undefined],
  ['/repo/../etc/passwd', undefined],
  ['C:/repo/a.js', undefined],
  ['node:internal/timers', undefined],
  ['/repo/', undefined],
  ['', undefined],
])('reads %j as %j', (path, expected) => {
  expect(repositoryPath(path, ['/repo', '/work/checkout'])).toBe(expected);
});
