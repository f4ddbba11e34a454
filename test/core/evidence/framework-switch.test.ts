import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/adapters/reports/read-report.ts';
import type { TestReport } from '../../../src/domain/test-report.ts';
import { compareRuns, short } from './compare-for-test.ts';
import { makeRun } from './make-verification.ts';

const nothing = new Uint8Array();

/** A report as the framework's own runner wrote it, of the same tests. */
async function reportOf(name: string): Promise<TestReport> {
  const reportFile = await readFile(`test/scenarios/frameworks/${name}`);
  return readReport({ format: 'auto', stdout: nothing, stderr: nothing, exitCode: 0, testFile: 'a', reportFile });
}

function compare(before: TestReport, after: TestReport) {
  const runs = [before, after].map((report, index) => makeRun([], { report, command: `command ${index}` }));
  return compareRuns(runs.slice(0, 1), runs.slice(1));
}

describe('the same tests under another framework', () => {
  it.each([
    ['jest-30.xml', 'vitest-4.xml', 20],
    ['vitest-4.xml', 'jest-30.xml', 20],
    ['junit-4.xml', 'junit-5.xml', 6],
  ])('are all found again: %s, then %s', async (before, after, matched) => {
    const compared = compare(await reportOf(before), await reportOf(after));
    expect(compared.findings.filter(({ rejects }) => rejects)).toEqual([]);
    expect(compared.verdict).toBe('verified');
    expect(compared.tests.matched).toBe(matched);
    expect(new Set(compared.findings.map(({ kind }) => kind))).toContain('renamed-test');
  });

  it.each([
    ['jest-30.xml', 'vitest-4.xml'],
    ['vitest-4.xml', 'jest-30.xml'],
    ['junit-4.xml', 'junit-5.xml'],
  ])('are missed when any one that ran before is gone: %s, then %s', async (before, after) => {
    const [first, second] = [await reportOf(before), await reportOf(after)];
    for (const gone of second.tests.filter(({ outcome }) => outcome !== 'skipped')) {
      const rest = { ...second, tests: second.tests.filter((test) => test !== gone) };
      expect([gone.id, short(compare(first, rest)).some((finding) => finding.startsWith('lost-test'))]).toEqual([
        gone.id,
        true,
      ]);
    }
  });

  it('may be named in a way that no rule knows: the finding says what the migration file can do', () => {
    const tests = (ids: string[]): TestReport => makeRun(ids).report;
    const compared = compare(tests(['adds', 'drops']), tests(['should add', 'should drop']));
    expect(short(compared)).toEqual([
      'lost-test adds',
      'lost-test drops',
      'added-test should add (ok)',
      'added-test should drop (ok)',
    ]);
    expect(compared.findings[0]?.detail).toMatch(
      /the migration file can let their numbers be compared \(tests\.match: count-per-suite/,
    );
    expect(compared.findings[1]?.detail).toMatch(/under the same name\.$/);
  });
});
