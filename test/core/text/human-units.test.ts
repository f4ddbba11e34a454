import { describe, expect, test } from 'vitest';
import { ago, count, duration, usd } from '../../../src/core/text/human-units.ts';

describe('duration', () => {
  test.each([
    [0.04, '0.0 s'],
    [4.23, '4.2 s'],
    [42.6, '43 s'],
    [59.7, '60 s'],
    [60, '1 min'],
    [185, '3 min 5 s'],
    [7_800, '2 h 10 min'],
    [3_599.6, '1 h'],
    [273_600, '3 d 4 h'],
  ])('says %s seconds as %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});

describe('ago', () => {
  const now = Date.parse('2026-01-02T12:00:00Z');
  test.each([
    ['2026-01-02T11:59:50Z', 'just now'],
    ['2026-01-02T12:00:05Z', 'just now'],
    ['2026-01-02T11:55:00Z', '5 min ago'],
    ['2026-01-02T09:00:00Z', '3 h ago'],
    ['2025-12-31T12:00:00Z', '2 d ago'],
  ])('says %s as %s', (at, words) => {
    expect(ago(at, now)).toBe(words);
  });
});

describe('usd', () => {
  test.each([
    [0, '0.00 USD'],
    [1, 'under 0.01 USD'],
    [420_000, '0.42 USD'],
    [12_345_678, '12.35 USD'],
  ])('says %s micro-USD as %s', (microUsd, words) => {
    expect(usd(microUsd)).toBe(words);
  });
});

test('counts with a noun in its right number', () => {
  expect([count(0, 'module'), count(1, 'module'), count(1_200, 'module')]).toEqual([
    '0 modules',
    '1 module',
    '1,200 modules',
  ]);
});
