import { expect, test } from 'vitest';
import { triedWords } from '../../../src/core/report/tried-words.ts';

test('the models are named where they change, with the attempt and the turn', () => {
  const first = { attempt: 1, turn: 1, model: 'one', effort: 'medium' } as const;
  const more = { ...first, turn: 4, effort: 'high' } as const;
  expect(triedWords([first, { ...first, attempt: 2 }, more, { ...more, attempt: 3, turn: 1, model: 'two' }])).toBe(
    'attempt 1: one, effort medium; attempt 1, turn 4: one, effort high; attempt 3: two, effort high',
  );
});
