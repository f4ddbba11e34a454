import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextLength } from '../../../src/core/queue/next-length.ts';

it('halves what is between the landed and the red', () => {
  expect(nextLength({ landed: 0, red: 8 })).toBe(4);
  expect(nextLength({ landed: 4, red: 8 })).toBe(6);
  expect(nextLength({ landed: 0, red: 3 })).toBe(1);
});

it('has nothing to look at when one is left', () => {
  expect(nextLength({ landed: 3, red: 4 })).toBeUndefined();
  expect(nextLength({ landed: 0, red: 1 })).toBeUndefined();
});

it('finds any guilty one in as many steps as its number has digits to the base of two', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 16 }), (length, one) => {
      const guilty = Math.min(length, one);
      let [landed, red, steps] = [0, length, 0];
      for (let next = nextLength({ landed, red }); next !== undefined; next = nextLength({ landed, red })) {
        steps += 1;
        if (next >= guilty) red = next;
        else landed = next;
      }
      expect(red).toBe(guilty);
      expect(steps).toBeLessThanOrEqual(Math.ceil(Math.log2(length)));
    }),
  );
});
