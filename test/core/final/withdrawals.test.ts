import { expect, test } from 'vitest';
import { withdrawals, type LandedCommit } from '../../../src/core/final/withdrawals.ts';

const landed: LandedCommit[] = [
  { commit: '1', path: 'first', role: 'first' },
  { commit: '2', path: 'a', role: 'module' },
  { commit: '3', path: 'b', role: 'module' },
  { commit: '4', path: 'last', role: 'last' },
];
const taken = (...blamed: [string, string][]) => [...withdrawals(landed, new Map(blamed))];

test('a module goes alone but for the last one, which would take away what it needs again', () => {
  expect(taken(['3', 'red'])).toEqual([
    ['3', 'red'],
    ['4', 'modules that had to land before it were taken back'],
  ]);
  expect(taken(['4', 'red'])).toEqual([['4', 'red']]);
  expect(taken()).toEqual([]);
});

test('all go with the first one', () => {
  expect(taken(['1', 'red'], ['3', 'red, too'])).toEqual([
    ['1', 'red'],
    ['2', 'it builds on first, which was taken back'],
    ['3', 'red, too'],
    ['4', 'it builds on first, which was taken back'],
  ]);
});
