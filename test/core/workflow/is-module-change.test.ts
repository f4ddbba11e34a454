import { expect, it } from 'vitest';
import { isModuleChange } from '../../../src/core/workflow/is-module-change.ts';
import { resultFor, viewFor } from '../../api/support.ts';

it.each([
  { v: 1, key: 'a', view: viewFor('a.js') },
  { v: 1, key: 'a', result: resultFor('a.js') },
])('knows what a module says: %j', (message) => {
  expect(isModuleChange(message)).toBe(true);
});

it.each([
  [undefined],
  ['text'],
  [{}],
  [{ view: null }],
  [{ result: { key: 'a' } }],
  [{ result: { ...resultFor('a.js'), usage: undefined } }],
  [{ result: { ...resultFor('a.js'), usage: { modelCalls: 1 } } }],
  [{ result: { ...resultFor('a.js'), refused: 'x' } }],
  [{ view: { ...viewFor('a.js'), path: 4 } }],
  [{ view: viewFor('a.js'), result: {} }],
])('knows what was typed by hand: %j', (message) => {
  expect(isModuleChange(message)).toBe(false);
});
