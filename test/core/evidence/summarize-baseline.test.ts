import { expect, test } from 'vitest';
import { summarizeBaseline } from '../../../src/core/evidence/summarize-baseline.ts';
import type { CommandRun, Verification } from '../../../src/domain/evidence.ts';
import type { TestOutcome } from '../../../src/domain/test-report.ts';

const run = (outcomes: TestOutcome[], more: Partial<CommandRun> = {}) =>
  ({
    report: { format: 'tap', problems: [], tests: outcomes.map((outcome, index) => ({ id: `t${index}`, outcome })) },
    ...more,
  }) as CommandRun;
const baseline = (path: string, commands: CommandRun[], memoised = false) => ({
  path,
  verification: { commands } as Verification,
  memoised,
});

test('counts the tests of all modules by outcome, names the first red ones, and what was memoised', () => {
  const summary = summarizeBaseline([
    baseline('a', [run(['passed', 'failed', 'skipped']), run(['passed'], { reruns: { count: 1, flaky: ['t0'] } })]),
    baseline('b', [run(Array.from({ length: 30 }, () => 'failed'))], true),
  ]);
  expect(summary).toMatchObject({ measured: 2, memoised: 1, tests: 34, passed: 2, failed: 31, skipped: 1, flaky: 1 });
  expect(summary.red).toHaveLength(20);
  expect(summary.red[0]).toEqual({ path: 'a', test: 't1' });
});

test('leaves out what ran for a sampled module, which has a baseline of its own', () => {
  const sampled = run(['failed'], { module: 'a' });
  expect(summarizeBaseline([baseline('first', [sampled]), baseline('a', [run(['failed'])])])).toMatchObject({
    tests: 1,
    red: [{ path: 'a', test: 't0' }],
  });
});
