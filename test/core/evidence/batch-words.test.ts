import { expect, it } from 'vitest';
import { batchWords } from '../../../src/core/evidence/batch-words.ts';

const batch = { from: 'c0', modules: ['a', 'b'], own: { from: 'c0', to: 'c1' }, once: [] };

it('names the others, what ran once, and what was verified again', () => {
  expect(batchWords('a', batch)).toBe('merged and verified together with b');
  expect(batchWords('b', { ...batch, once: ['types'], dependants: ['x', 'y'] })).toBe(
    'merged and verified together with a; run once for all: types; verified again with it: x, y',
  );
});

it('counts those that are too many to name', () => {
  const modules = Array.from({ length: 8 }, (_, index) => `m${index}`);
  expect(batchWords('m0', { ...batch, modules })).toBe(
    'merged and verified together with m1, m2, m3, m4, m5 and 2 more',
  );
});

it('says nothing of a module that was alone', () => expect(batchWords('a', undefined)).toBeUndefined());
