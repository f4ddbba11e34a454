import { expect, test } from 'vitest';
import { table } from '../../../src/dev/show/table.ts';

test('aligns columns two blanks apart, and ends no line in blanks', () => {
  const drawn = table(
    ['module', 'tests', 'note'],
    [
      ['a.js', 4, ''],
      ['test/long.js', undefined, 'red'],
    ],
    ['left', 'right'],
  );
  expect(drawn.split('\n')).toEqual(['module        tests  note', 'a.js              4', 'test/long.js      -  red']);
});
