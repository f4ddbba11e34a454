import type { StepRecord } from '../../../src/api/views/step-record.ts';
import { stepRecord } from '../../../src/api/views/step-record.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';
import { commit, digest } from '../support.ts';

const model = {
  kind: 'reply',
  reply: digest('5'),
  conversation: digest('6'),
  calls: 1,
  said: 'shell: ls',
  recorded: false,
};

/** Values of step records, by their kind. */
export const values = {
  baseline: (tests = 2) => ({ v: 1, result: { baseline: digest('1'), tests, failing: 0 } }),
  recipe: (to: string) => ({ v: 1, result: { commit: commit(to), changed: ['a.js'], leftOut: [] } }),
  model: () => ({ v: 1, request: digest('4'), ...model, usage: { ...noUsage, microUsd: 7 } }),
  tools: (to: string) => ({ v: 1, result: { commit: commit(to), did: ['shell: exit 0'], conversation: digest('6') } }),
  verify: (verdict: 'verified' | 'rejected', evidence = 'e') => ({
    v: 1,
    result: {
      verdict,
      evidence: digest(evidence),
      tests: { before: 2, after: 2, matched: 2 },
      findings: verdict === 'rejected' ? ['lost-test: one is gone'] : [],
      memoised: false,
    },
  }),
  merged: (to: string) => ({ v: 1, result: { kind: 'merged', commit: commit(to), verified: true } }),
  conflict: () => ({ v: 1, result: { kind: 'conflict', paths: ['a.js'] } }),
};

/** Reads records, given by their names. */
export function steps(records: Record<string, unknown>): StepRecord[] {
  return Object.entries(records).flatMap(([name, value]) => stepRecord(name, value) ?? []);
}

/** A module that was rejected once, verified, conflicted and landed, in an order that is not the one in which it happened. */
export const eventful: Record<string, unknown> = {
  [`round-1/merge-${commit('3')}-onto-${commit('8')}`]: values.conflict(),
  [`round-1/merge-${commit('4')}-onto-${commit('8')}`]: values.merged('9'),
  'round-1/attempt-10/turn-1/model': values.model(),
  'round-1/attempt-10/turn-1/tools': values.tools('4'),
  'round-1/attempt-2/turn-1/model': values.model(),
  'round-1/attempt-2/turn-1/tools': values.tools('3'),
  [`round-1/verify-attempt-10-${commit('4')}`]: values.verify('verified', 'f'),
  [`round-1/verify-attempt-2-${commit('3')}`]: values.verify('rejected'),
  [`round-1/verify-recipe-${commit('2')}`]: values.verify('rejected'),
  [`round-1/recipe-${commit('b')}`]: values.recipe('2'),
  [`round-1/baseline-${commit('b')}`]: values.baseline(),
};
