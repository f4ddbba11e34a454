import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateCost } from '../../../src/core/plan/estimate-cost.ts';

const price = { input: 1_750_000, cached: 175_000, output: 14_000_000 };

it('guesses two turns at least, and all turns of all attempts at most, whose contexts grow and are cached', () => {
  const { low, high } = estimateCost([8_000], 4, price);
  // 4,000 tokens at first; each turn writes 900, and the second one has the first's context from the cache.
  expect(low).toEqual({
    modelCalls: 2,
    inputTokens: 4_000 + 4_900,
    cachedTokens: 4_000,
    outputTokens: 1_800,
    microUsd: 34_475,
  });
  expect(high.modelCalls).toBe(24);
  expect(high.cachedTokens / high.inputTokens).toBeGreaterThan(0.8);
});

it('grows with sizes, modules and attempts, and is nothing for nothing', () => {
  expect(estimateCost([], 4, price).high.microUsd).toBe(0);
  const size = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 10 }), (sizes, attempts) => {
      const { low, high } = estimateCost(sizes, attempts, price);
      expect(high.microUsd).toBeGreaterThan(low.microUsd);
      expect(estimateCost([...sizes, 0], attempts, price).low.microUsd).toBeGreaterThan(low.microUsd);
      expect(estimateCost(sizes, attempts + 1, price).high.microUsd).toBeGreaterThan(high.microUsd);
    }),
  );
});
