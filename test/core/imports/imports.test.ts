import { describe, expect, it } from 'vitest';
import { importsOf } from '../../../src/core/imports/imports-of.ts';
import { resolveImport } from '../../../src/core/imports/resolve-import.ts';

const files = new Set([
  'a/one.ts',
  'a/two/index.js',
  'index.js',
  'packages/p/src/index.ts',
  'm/n/__init__.py',
  'm/x.py',
]);
const packages = new Map([['@own/p', 'packages/p']]);
const resolve = (importer: string, name: string) => resolveImport(importer, name, files, packages);

describe('importsOf', () => {
  it('finds every kind of import, with its line', () => {
    const text = [
      "import a from './a';",
      "import './b'",
      "const c = require('c');",
      "await import('d')",
      "export * from 'e';",
    ].join('\n');
    expect(importsOf('x.mjs', text).map(({ from, line }) => [from, line])).toEqual([
      ['./a', 1],
      ['./b', 2],
      ['c', 3],
      ['d', 4],
      ['e', 5],
    ]);
    expect(importsOf('x.py', 'from .a import b\nimport m.n as q\nx = 1').map(({ from }) => from)).toEqual([
      '.a',
      'm.n',
    ]);
    expect(importsOf('x.txt', text)).toEqual([]);
  });
});

describe('resolveImport', () => {
  it.each([
    ['a/x.ts', './one', 'a/one.ts'],
    ['a/x.ts', './one.js', 'a/one.ts'],
    ['a/x.ts', './two', 'a/two/index.js'],
    ['test/a.js', '../', 'index.js'],
    ['a/x.ts', '@own/p', 'packages/p/src/index.ts'],
    ['m/y.py', '.x', 'm/x.py'],
    ['m/n/y.py', '..x', 'm/x.py'],
    ['y.py', 'm.n', 'm/n/__init__.py'],
  ])('in %s finds %s', (importer, name, expected) => {
    expect(resolve(importer, name)).toBe(expected);
  });

  it.each([
    ['a/x.ts', 'node:fs'],
    ['a/x.ts', './none'],
    ['a/x.ts', '../../../etc/passwd'],
    ['y.py', 'os'],
  ])('in %s finds nothing for %s', (importer, name) => {
    expect(resolve(importer, name)).toBeUndefined();
  });
});
