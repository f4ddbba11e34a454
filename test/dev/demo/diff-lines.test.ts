import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from '../../../src/dev/demo/diff-lines.ts';

test('a comparison shows the one changed line between the same ones', () => {
  expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'x' },
    { kind: 'same', text: 'c' },
  ]);
});

test('a comparison holds both texts in full, and what is equal counts as the same', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after);
      expect(diff.filter((line) => line.kind !== 'added').map((line) => line.text)).toEqual(before);
      expect(diff.filter((line) => line.kind !== 'removed').map((line) => line.text)).toEqual(after);
      expect(diffLines(before, before).every((line) => line.kind === 'same')).toBe(true);
    }),
  );
});
