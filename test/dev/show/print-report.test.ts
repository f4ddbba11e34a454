import { expect, test } from 'vitest';
import { printReport } from '../../../src/dev/show/print-report.ts';
import type { MigrationReport } from '../../../src/domain/migration-report.ts';

test.each([
  ['/home/ann/widgets', 'git -C /home/ann/widgets log --oneline 4f1c2aa000..drover/widgets'],
  ["/home/ann/bob's widgets", String.raw`git -C '/home/ann/bob'\''s widgets' log --oneline 4f1c2aa000..drover/widgets`],
  [
    'https://example.org/widgets.git',
    'git fetch https://example.org/widgets.git drover/widgets && git log --oneline 4f1c2aa000..FETCH_HEAD',
  ],
])('ends with a command that shows the branch of %s as it is pasted', (repository, command) => {
  const lines: string[] = [];
  printReport({ report, repository, print: (line) => lines.push(line) });
  expect(lines.at(-1)).toBe(`  ${command}`);
});

test('says what was verified of the whole', () => {
  const lines: string[] = [];
  const finalVerification = { verdict: 'nothing-merged' as const, commit: 'c', runs: [], seconds: 0 };
  printReport({ report: { ...report, finalVerification }, repository: '/r', print: (line) => lines.push(line) });
  expect(lines).toContain('\nFinal verification: nothing was merged, so there was nothing to verify.');
});

const usage = { modelCalls: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, microUsd: 0 };
const report = {
  mode: 'migrate',
  status: 'completed',
  base: '4f1c2aa000'.padEnd(40, '0'),
  branch: 'drover/widgets',
  modules: [],
  warnings: [],
  seconds: 3,
  usage,
} as unknown as MigrationReport;
