import { expect, test } from 'vitest';
import type { FailureTexts } from '../../../src/core/evidence/failure-texts.ts';
import { attributeFailure } from '../../../src/core/evidence/attribute-failure.ts';

const modules = ['index.js', 'packages/a', 'packages/b'].map((path) => ({
  key: path,
  paths: path === 'index.js' ? [path] : [`${path}/index.js`, `${path}/test/it.test.js`],
  mayChange: path === 'index.js' ? [path] : [`${path}/**`],
}));
const nothing: FailureTexts = { messages: [], places: [], files: [], outputs: [] };
const named = (texts: Partial<FailureTexts>) => attributeFailure({ ...nothing, ...texts }, modules).members;

test('blames the module whose file a stack trace names, whatever stands before its path', () => {
  expect(named({ messages: ['Error: no\n    at cost (/repo/packages/a/index.js:3:9)'] })).toEqual(['packages/a']);
  expect(named({ places: ['file:///repo/packages/b/index.js'] })).toEqual(['packages/b']);
});

test('does not take the file of a package for one of the same name at the root', () => {
  expect(named({ messages: ['at packages/b/index.js:1'] })).toEqual(['packages/b']);
  expect(named({ messages: ['at /repo/index.js:1'] })).toEqual(['index.js']);
});

test('blames a module for a file that it has made', () => {
  expect(named({ messages: ['packages/a/lib/new.js:1: no'] })).toEqual(['packages/a']);
});

test('looks at the files of failing tests only where messages name nobody, and takes all for nobody', () => {
  const files = ['packages/b/test/it.test.js'];
  expect(named({ messages: ['expected 1'], files })).toEqual(['packages/b']);
  expect(named({ messages: ['at packages/a/index.js:1'], files })).toEqual(['packages/a']);
  expect(named({ messages: ['index.js packages/a/index.js packages/b/index.js'] })).toEqual([]);
  expect(named({})).toEqual([]);
});
