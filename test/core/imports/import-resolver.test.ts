import { describe, expect, it } from 'vitest';
import { importResolver } from '../../../src/core/imports/import-resolver.ts';
import { importsOf } from '../../../src/core/imports/imports-of.ts';

const files = new Set([
  'core/src/main/java/org/acme/core/Money.java',
  'core/src/main/java/org/acme/core/Rate.java',
  'core/src/test/java/org/acme/core/MoneyTest.java',
  'web/src/main/java/org/acme/web/core/Money.java',
  'go.mod',
  'main.go',
  'store/store.go',
  'store/store_test.go',
  'tools/go.mod',
  'tools/gen/gen.go',
  'lib/a.js',
]);
const goModules = new Map([
  ['acme.org/app', ''],
  ['acme.org/app/tools', 'tools'],
]);
const resolve = importResolver({ files, packages: new Map(), goModules });
const from = (path: string, text: string) => importsOf(path, text).map((one) => [one.from, one.line]);

describe('imports of Java', () => {
  it('are found where they stand, static ones and wildcards too, and not in comments', () => {
    const text =
      'package org.acme;\n\nimport org.acme.core.Money;\n// import not.This;\nimport static org.acme.core.Rate.of;\nimport org.acme.core.*;\nclass A {}\n';
    expect(from('A.java', text)).toEqual([
      ['org.acme.core.Money', 3],
      ['org.acme.core.Rate.of', 5],
      ['org.acme.core.*', 6],
    ]);
  });

  it('mean the file of the class, whichever source folder it lies in', () => {
    const of = (name: string) => resolve('x/A.java', name);
    expect(of('org.acme.core.Money')).toEqual(['core/src/main/java/org/acme/core/Money.java']);
    expect(of('org.acme.core.Rate.of')).toEqual(['core/src/main/java/org/acme/core/Rate.java']);
    expect(of('org.acme.core.Money.Inner')).toEqual(['core/src/main/java/org/acme/core/Money.java']);
    expect(of('org.acme.core.*')).toHaveLength(3);
    expect(of('org.acme.core.Rate.*')).toEqual(['core/src/main/java/org/acme/core/Rate.java']);
    expect(of('java.util.List')).toEqual([]);
  });
});

describe('imports of Go', () => {
  it('are found in blocks and alone, with other names too', () => {
    const text =
      'package a\n\nimport (\n\tx "acme.org/app/store"\n\t"fmt" // not "this"\n)\nimport `io`\n\nvar s = "no"\n';
    expect(from('a.go', text)).toEqual([
      ['acme.org/app/store', 4],
      ['fmt', 5],
      ['io', 7],
    ]);
  });

  it('mean the files of the package, in the module with the longest path', () => {
    const of = (name: string) => resolve('main.go', name);
    expect(of('acme.org/app/store')).toEqual(['store/store.go', 'store/store_test.go']);
    expect(of('acme.org/app')).toEqual(['main.go']);
    expect(of('acme.org/app/tools/gen')).toEqual(['tools/gen/gen.go']);
    expect(of('acme.org/apple')).toEqual([]);
    expect(of('fmt')).toEqual([]);
  });
});

it('imports of scripts are resolved as before', () => {
  expect(resolve('lib/b.js', './a')).toEqual(['lib/a.js']);
  expect(resolve('lib/b.js', 'left-pad')).toEqual([]);
});
