import { expect, test } from 'vitest';
import { isPlaceholderGoal, placeholderGoal } from '../../../src/core/migration-file/placeholder-goal.ts';

test('the goal that nobody has given yet is known again, also when only its end was edited', () => {
  expect(isPlaceholderGoal(placeholderGoal)).toBe(true);
  expect(isPlaceholderGoal(`  ${placeholderGoal}\n`)).toBe(true);
  expect(isPlaceholderGoal(`${placeholderGoal.slice(0, 60)} ...`)).toBe(true);
});

test('a goal about TODOs is a goal', () => {
  expect(isPlaceholderGoal('TODO comments become tickets.')).toBe(false);
  expect(isPlaceholderGoal('Replace tape by node:test.')).toBe(false);
});
