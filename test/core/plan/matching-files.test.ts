import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchingFiles } from '../../../src/core/plan/matching-files.ts';
import { pathMatcher } from '../../../src/core/paths/path-matcher.ts';

const part = fc.constantFrom('a', 'ab', 'b', '[id]', 'a.js', 'b.js', '.x', 'é', 'a+b');
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const piece = fc.oneof(part, fc.constantFrom('*', '**', '*.js', '{a,b}', '?', '!(a)', 'a*'));
const pattern = fc
  .tuple(fc.boolean(), fc.array(piece, { minLength: 1, maxLength: 3 }))
  .map(([negated, pieces]) => (negated ? '!' : '') + pieces.join('/'));

test('finds what a look at all files would find', () => {
  fc.assert(
    fc.property(fc.uniqueArray(path), fc.array(pattern, { minLength: 1, maxLength: 3 }), (files, patterns) => {
      expect(matchingFiles(files)(patterns)).toEqual(files.filter(pathMatcher(patterns)).toSorted());
    }),
  );
});
