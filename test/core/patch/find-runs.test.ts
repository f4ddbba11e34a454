import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findRuns } from '../../../src/core/patch/find-runs.ts';

test('every place is found, overlapping ones too', () => {
  expect(findRuns(['a', 'a', 'a'], ['a', 'a'])).toEqual([0, 1]);
  expect(findRuns(['a', 'a', 'b', 'a', 'a', 'b'], ['a', 'a', 'b'])).toEqual([0, 3]);
  expect(findRuns(['a'], [])).toEqual([]);
});

test('the places are those that looking at each line finds', () => {
  const lines = (maxLength: number) => fc.array(fc.constantFrom('a', 'b'), { maxLength });
  fc.assert(
    fc.property(lines(30), lines(6), (file, run) => {
      const plain = file.flatMap((_, start) =>
        run.length > 0 && run.every((text, offset) => file[start + offset] === text) ? [start] : [],
      );
      expect(findRuns(file, run)).toEqual(plain);
    }),
    { numRuns: 500 },
  );
});
