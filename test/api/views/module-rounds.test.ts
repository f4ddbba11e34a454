import { expect, test } from 'vitest';
import { moduleRounds } from '../../../src/api/views/module-rounds.ts';
import { orderSteps } from '../../../src/api/views/order-steps.ts';
import { stepRecord } from '../../../src/api/views/step-record.ts';
import { commit, digest } from '../support.ts';
import { eventful, steps, values } from './steps-for-test.ts';

test('steps come as they happened, whatever their names sort like', () => {
  expect(orderSteps(steps(eventful)).map(({ kind, step }) => `${kind} ${step.split('/')[1]?.slice(0, 16)}`)).toEqual([
    'baseline baseline-bbbbbbb',
    'recipe recipe-bbbbbbbbb',
    'verify verify-recipe-22',
    'model attempt-2',
    'tools attempt-2',
    'verify verify-attempt-2',
    'model attempt-10',
    'tools attempt-10',
    'verify verify-attempt-1',
    'merge merge-3333333333',
    'merge merge-4444444444',
  ]);
});

test('a module is shown by round, attempt and turn, with what each step left', () => {
  const [round] = moduleRounds(steps(eventful));
  expect(round).toMatchObject({
    round: 1,
    baselines: [{ commit: commit('b'), tests: 2, failing: 0, verification: digest('1') }],
    recipes: [{ start: commit('b'), commit: commit('2'), changed: ['a.js'] }],
    attempts: [
      { attempt: 2, turns: [{ turn: 1, said: 'shell: ls', did: ['shell: exit 0'], commit: commit('3') }] },
      { attempt: 10, turns: [{ turn: 1, request: digest('4'), reply: digest('5'), usage: { microUsd: 7 } }] },
    ],
    verifications: [
      { step: 'recipe', verdict: 'rejected' },
      { step: 'attempt-2', verdict: 'rejected', findings: ['lost-test: one is gone'] },
      { step: 'attempt-10', verdict: 'verified', evidence: digest('f') },
    ],
    merges: [{ conflicts: ['a.js'] }, { commit: commit('9') }],
  });
});

test('a turn whose tools have not run yet, and rounds, are apart', () => {
  const records = {
    'round-2/attempt-1/turn-1/model': values.model(),
    'round-1/attempt-1/turn-1/tools': values.tools('1'),
  };
  expect(moduleRounds(steps(records)).map(({ round, attempts }) => [round, attempts[0]?.turns[0]?.did])).toEqual([
    [1, ['shell: exit 0']],
    [2, []],
  ]);
});

test('records that are of no known kind, or not as they should be, are left out', () => {
  for (const name of ['needed', 'round-1/needed', 'round-1/surprise-1', 'round-x/recipe', 'round-1/baseline-short'])
    expect(stepRecord(name, values.baseline())).toBeUndefined();
  for (const value of [undefined, null, 7, 'text', { v: 1 }, { result: 7 }])
    expect(stepRecord(`round-1/baseline-${commit('b')}`, value)).toBeUndefined();
});
