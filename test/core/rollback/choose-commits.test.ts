import { expect, it } from 'vitest';
import { chooseCommits, type LandedModule } from '../../../src/core/rollback/choose-commits.ts';

const module = (key: string, more: Partial<LandedModule> = {}): LandedModule => ({
  commit: `commit-${key}`,
  key,
  path: `${key}.js`,
  role: 'module',
  dependsOn: [],
  ...more,
});
const chosen = (landed: LandedModule[], ...asked: string[]) =>
  Object.fromEntries(chooseCommits(landed, new Set(asked)));

it('takes what is named, and what depends on it, as far as that goes', () => {
  const landed = [module('a'), module('b', { dependsOn: ['a'] }), module('c', { dependsOn: ['b'] }), module('d')];
  expect(chosen(landed, 'a')).toEqual({
    'commit-a': '',
    'commit-b': 'it depends on a.js',
    'commit-c': 'it depends on b.js',
  });
  expect(chosen(landed, 'd')).toEqual({ 'commit-d': '' });
});

it('takes a group as a whole', () => {
  const landed = [module('a', { group: 'g' }), module('b', { group: 'g' }), module('c', { group: 'h' })];
  expect(chosen(landed, 'b')).toEqual({ 'commit-a': 'it is in one group with b.js', 'commit-b': '' });
});

it('takes the last module with any other one, and everything with the first', () => {
  const landed = [module('f', { role: 'first' }), module('a'), module('z', { role: 'last' })];
  expect(Object.keys(chosen(landed, 'a'))).toEqual(['commit-a', 'commit-z']);
  expect(Object.keys(chosen(landed, 'z'))).toEqual(['commit-z']);
  expect(Object.keys(chosen(landed, 'f'))).toEqual(['commit-f', 'commit-a', 'commit-z']);
});

it('ends where modules depend on each other', () => {
  const landed = [module('a', { dependsOn: ['b'] }), module('b', { dependsOn: ['a'] })];
  expect(Object.keys(chosen(landed, 'a'))).toEqual(['commit-a', 'commit-b']);
});
