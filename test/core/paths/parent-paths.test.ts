import { expect, test } from 'vitest';
import { parentPaths } from '../../../src/core/paths/parent-paths.ts';

test('the folders above a path come from the outermost to the nearest', () => {
  expect(parentPaths('a/b/c.js')).toEqual(['a', 'a/b']);
  expect(parentPaths('c.js')).toEqual([]);
});
