import { expect, test } from 'vitest';
import { orderSteps } from '../../../src/api/views/order-steps.ts';
import { stepRange } from '../../../src/api/views/step-range.ts';
import { commit, digest } from '../support.ts';
import { steps, values } from './steps-for-test.ts';

const records = orderSteps(
  steps({
    [`round-1/baseline-${commit('b')}`]: values.baseline(),
    [`round-1/recipe-${commit('b')}`]: values.recipe('1'),
    'round-1/attempt-1/turn-1/tools': values.tools('2'),
    'round-1/attempt-1/turn-2/tools': values.tools('3'),
    [`round-1/verify-attempt-1-${commit('3')}`]: values.verify('rejected', '1'),
    'round-1/attempt-2/turn-1/tools': values.tools('4'),
    [`round-1/verify-attempt-2-${commit('4')}`]: values.verify('verified', '2'),
    'round-1/attempt-3/turn-1/tools': values.tools('5'),
    [`round-1/verify-attempt-3-${commit('5')}`]: values.verify('verified', '3'),
    [`round-2/baseline-${commit('c')}`]: values.baseline(),
    'round-2/attempt-1/turn-1/tools': values.tools('6'),
  }),
);

/** The branch moved between the second and the third attempt. */
const bases: Record<string, string> = {
  [digest('1')]: commit('b'),
  [digest('2')]: commit('b'),
  [digest('3')]: commit('d'),
};
const range = (wanted: { round?: number; attempt?: number }) =>
  stepRange(records, wanted, (evidence) => Promise.resolve(bases[evidence]));

test('an attempt begins where the one before ended, the first one where the recipe did', async () => {
  expect(await range({ round: 1, attempt: 1 })).toEqual({ from: commit('1'), to: commit('3') });
  expect(await range({ round: 1, attempt: 2 })).toEqual({ from: commit('3'), to: commit('4') });
});

test('an attempt after the branch has moved begins at the new base', async () => {
  expect(await range({ round: 1, attempt: 3 })).toEqual({ from: commit('d'), to: commit('5') });
});

test('a round is all of it, the newest by default', async () => {
  expect(await range({ round: 1 })).toEqual({ from: commit('d'), to: commit('5') });
  expect(await range({})).toEqual({ from: commit('c'), to: commit('6') });
  expect(await range({ attempt: 1 })).toEqual({ from: commit('c'), to: commit('6') });
});

test('there is nothing to show of what is not there', async () => {
  expect(await range({ round: 3 })).toBeUndefined();
  expect(await range({ round: 1, attempt: 4 })).toBeUndefined();
  expect(await stepRange([], {}, () => Promise.resolve(undefined))).toBeUndefined();
});
