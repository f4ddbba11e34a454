import { expect, test } from 'vitest';
import { finalLine } from '../../../src/core/final/final-line.ts';
import type { FinalRun, FinalVerification, RedCheck } from '../../../src/domain/final-verification.ts';

const run = {
  commit: 'c'.repeat(40),
  tree: 't',
  environment: 'e',
  subjects: 4,
  checks: 5,
  red: [],
  flaky: [],
  takenBack: [],
  evidence: '0',
} satisfies FinalRun;
const red = (key: string, command: string): RedCheck => ({
  ...{ key, path: key, command, verdict: 'red', evidence: '0', findings: [] },
  blame: { kind: 'base' },
});
const line = (more: Partial<FinalVerification>) =>
  finalLine({ verdict: 'verified', commit: run.commit, runs: [run], seconds: 3.21, ...more });

test('says what was green, where, and what had to go for it', () => {
  expect(line({})).toBe(
    'Final verification: all green, 5 commands at cccccccccc, in fresh checkouts with a fresh setup (3.2 s).',
  );
  const takenBack = [{ path: 'a.js', commit: '1', by: '2', reason: 'red' }];
  expect(line({ runs: [{ ...run, takenBack }, run] })).toMatch(/ a\.js was taken back for it\.$/);
});

test('names what is red, and says that a branch which stays red is not delivered', () => {
  const runs = [{ ...run, red: [red('.', 'suite'), red('b.js', 'test')] }];
  expect(line({ verdict: 'red-at-base', runs })).toContain(
    "2 of 5 commands red at cccccccccc, in fresh checkouts with a fresh setup (3.2 s), and without any merged module, too: 'suite' of the whole migration, 'test' of b.js.",
  );
  expect(line({ verdict: 'rejected', runs })).toContain('RED after 1 run');
  expect(line({ verdict: 'rejected', runs })).toContain('The branch is not delivered.');
});

test('says that there was nothing to verify', () => {
  expect(line({ verdict: 'nothing-merged', runs: [] })).toBe(
    'Final verification: nothing was merged, so there was nothing to verify.',
  );
});
