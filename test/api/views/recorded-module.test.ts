import { expect, test } from 'vitest';
import { ModuleResource } from '../../../src/api/resources/module-resource.ts';
import { moduleRounds } from '../../../src/api/views/module-rounds.ts';
import { recordedModule } from '../../../src/api/views/recorded-module.ts';
import { commit, digest, planFor } from '../support.ts';
import { eventful, steps, values } from './steps-for-test.ts';

function view(records: Record<string, unknown>, how: { landed?: boolean; over?: boolean } = {}) {
  const [module] = planFor(['a.js']).modules;
  if (module === undefined) throw new Error('A plan has modules.');
  const resource = recordedModule({
    migration: 'small-1',
    module,
    rounds: moduleRounds(steps(records)),
    landed: (id) => how.landed === true && id === commit('9'),
    over: how.over ?? false,
  });
  expect(ModuleResource.encode(resource)).toEqual(resource);
  return resource;
}

test('a module has landed when its merge is on the branch, and not when it was only built', () => {
  expect(view(eventful, { landed: true })).toMatchObject({
    state: 'merged',
    commit: commit('9'),
    start: commit('b'),
    head: commit('4'),
    attempts: 10,
    turns: 2,
    baseline: { tests: 2, failing: 0 },
    evidence: digest('f'),
    refused: ['lost-test: one is gone', 'lost-test: one is gone'],
    usage: { microUsd: 14 },
  });
  expect(view(eventful)).toMatchObject({ state: 'merging' });
  expect(view(eventful, { over: true })).toMatchObject({ state: 'unresolved', note: expect.stringContaining('gone') });
});

test('a module is where its newest step is', () => {
  const baseline = { [`round-1/baseline-${commit('b')}`]: values.baseline() };
  expect(view(baseline).state).toBe('baseline');
  const attempted = { ...baseline, 'round-1/attempt-1/turn-1/model': values.model() };
  expect(view(attempted).state).toBe('attempting');
  const verified = { ...attempted, [`round-1/verify-attempt-1-${commit('3')}`]: values.verify('verified') };
  expect(view(verified)).toMatchObject({ state: 'verifying', tests: { matched: 2 } });
});

test('a module without records is planned, and was skipped when nothing runs any more', () => {
  expect(view({}).state).toBe('planned');
  expect(view({}, { over: true }).state).toBe('skipped');
});
