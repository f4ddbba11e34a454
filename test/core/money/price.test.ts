import fc from 'fast-check';
import { expect, test } from 'vitest';
import { microUsd } from '../../../src/core/money/price.ts';

const price = { input: 1_750_000, cached: 175_000, output: 14_000_000 };

test('a million tokens of each kind cost their price', () => {
  expect(microUsd({ inputTokens: 1_000_000, cachedTokens: 0, outputTokens: 0 }, price)).toBe(1_750_000);
  expect(microUsd({ inputTokens: 1_000_000, cachedTokens: 1_000_000, outputTokens: 0 }, price)).toBe(175_000);
  expect(microUsd({ inputTokens: 0, cachedTokens: 0, outputTokens: 1_000_000 }, price)).toBe(14_000_000);
});

test('cached tokens are a part of the input and are not charged twice', () => {
  expect(microUsd({ inputTokens: 100_000, cachedTokens: 90_000, outputTokens: 2_000 }, price)).toBe(
    17_500 + 15_750 + 28_000,
  );
});

test('a fraction of a micro-USD is rounded up', () => {
  expect(microUsd({ inputTokens: 1, cachedTokens: 0, outputTokens: 0 }, price)).toBe(2);
  expect(microUsd({ inputTokens: 1, cachedTokens: 1, outputTokens: 0 }, price)).toBe(1);
});

test('no tokens cost nothing', () => {
  expect(microUsd({ inputTokens: 0, cachedTokens: 0, outputTokens: 0 }, price)).toBe(0);
});

test('more cached than input tokens are counted as all of the input', () => {
  expect(microUsd({ inputTokens: 1_000_000, cachedTokens: 2_000_000, outputTokens: 0 }, price)).toBe(175_000);
});

test('sums stay exact where a product of doubles would not', () => {
  expect(microUsd({ inputTokens: 9_000_000_001, cachedTokens: 0, outputTokens: 9_000_000_001 }, price)).toBe(
    141_750_000_016,
  );
});

test('the cost is never below the exact one, and less than one micro-USD above it', () => {
  const tokens = fc.integer({ min: 0, max: 400_000 });
  fc.assert(
    fc.property(tokens, tokens, tokens, (fresh, cachedTokens, outputTokens) => {
      const exact = fresh * 1.75 + cachedTokens * 0.175 + outputTokens * 14;
      const counted = microUsd({ inputTokens: fresh + cachedTokens, cachedTokens, outputTokens }, price);
      expect(counted).toBeGreaterThanOrEqual(exact - 1e-6);
      expect(counted).toBeLessThan(exact + 1);
    }),
  );
});
