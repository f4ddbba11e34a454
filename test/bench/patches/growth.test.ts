import { expect, test } from 'vitest';
import { makeCase } from '../../../bench/patches/make-case.ts';
import { measureCase } from '../../../bench/patches/measure-case.ts';

test('four times the lines and the hunks take about four times as long, and not the square of it', () => {
  measureCase(makeCase(5_000, 200), 3);
  const small = measureCase(makeCase(12_500, 500), 3);
  const large = measureCase(makeCase(50_000, 2_000), 3);
  expect(large / small).toBeLessThan(9);
});
