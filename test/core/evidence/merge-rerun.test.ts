import { describe, expect, it } from 'vitest';
import { mergeRerun } from '../../../src/core/evidence/merge-rerun.ts';
import { needsRerun } from '../../../src/core/evidence/needs-rerun.ts';
import type { TestCase } from '../../../src/domain/test-report.ts';
import { compareRuns, short } from './compare-for-test.ts';
import { reportOf } from '../../support/report-of.ts';
import { makeBareRun, makeRun } from './make-verification.ts';

const outcomes = ({ report }: { report: { tests: TestCase[] } }) =>
  report.tests.map(({ id, outcome }) => `${id} ${outcome}`);

describe('a command with failing tests', () => {
  it('is run again where a test fails newly, and not for those that failed before or when it was run often enough', () => {
    expect(needsRerun(undefined, makeRun(['!a']), 1)).toBe(true);
    expect(needsRerun(makeRun(['a']), makeRun(['!a']), 1)).toBe(true);
    expect(needsRerun(makeRun(['a']), makeRun(['!b']), 1)).toBe(true);
    expect(needsRerun(makeRun(['!a', 'b']), makeRun(['!a', 'b']), 1)).toBe(false);
    expect(needsRerun(makeRun(['!a']), makeRun(['!suite > a']), 1)).toBe(false);
    expect(needsRerun(makeRun(['a']), makeRun(['!a']), 0)).toBe(false);
    expect(needsRerun(makeRun(['a']), makeRun(['!a'], { reruns: { count: 1, flaky: [] } }), 1)).toBe(false);
  });

  it('is not run again when it was cut short or has no report to compare', () => {
    expect(needsRerun(makeRun(['a']), makeRun(['!a'], { ended: 'timed-out' }), 1)).toBe(false);
    expect(needsRerun(makeRun(['a']), makeBareRun(1), 1)).toBe(false);
    const broken = reportOf(makeRun(['!a']).report.tests, { problems: ['cut off'] });
    expect(needsRerun(makeRun(['a']), makeRun([], { report: broken }), 1)).toBe(false);
  });

  it('has a test that passes the second time marked as flaky, with the better run', () => {
    const merged = mergeRerun(makeRun(['!a', 'b', '?c']), makeRun(['a', 'b', '?c'], { tail: 'green' }));
    expect(merged).toMatchObject({ exitCode: 0, tail: 'green', reruns: { count: 1, flaky: ['a'] } });
    expect(outcomes(merged)).toEqual(['a passed', 'b passed', 'c skipped']);
    expect(merged.report.tests[0]).toEqual({ id: 'a', outcome: 'passed' });
  });

  it('has what fails each time failing, and what failed only the second time flaky', () => {
    const merged = mergeRerun(makeRun(['!a', '!b', 'c']), makeRun(['a', '!b', '!c']));
    expect(outcomes(merged)).toEqual(['a passed', 'b failed', 'c passed']);
    expect(merged).toMatchObject({ exitCode: 1, reruns: { count: 1, flaky: ['a', 'c'] } });
    const third = mergeRerun(merged, makeRun(['a', 'b', 'c']));
    expect(third).toMatchObject({ exitCode: 0, reruns: { count: 2, flaky: ['a', 'c', 'b'] } });
  });

  it('learns nothing from a second run that was cut short', () => {
    const merged = mergeRerun(makeRun(['!a']), makeRun(['a'], { ended: 'timed-out', exitCode: null }));
    expect(outcomes(merged)).toEqual(['a failed']);
    expect(merged.reruns).toEqual({ count: 1, flaky: [] });
    expect(mergeRerun(makeRun(['!a']), makeBareRun(0)).exitCode).toBe(1);
  });

  it('is not excused where the second run lists no such test', () => {
    expect(outcomes(mergeRerun(makeRun(['!a', 'b']), makeRun(['b'])))).toEqual(['a failed', 'b passed']);
    const skipped = mergeRerun(makeRun(['!a', 'b']), makeRun(['?a', 'b']));
    expect(outcomes(skipped)).toEqual(['a failed', 'b passed']);
  });

  it('gets the tests of a file that loaded only the second time', () => {
    const whole: TestCase = { id: 'shop > (build failed)', outcome: 'failed', covers: ['shop > '] };
    const first = makeRun([], { exitCode: 1, report: reportOf([whole], { format: 'go-test-json' }) });
    const merged = mergeRerun(first, makeRun(['shop > a', 'shop > b']));
    expect(outcomes(merged)).toEqual(['shop > a passed', 'shop > b passed']);
    expect(merged.reruns?.flaky).toEqual(['shop > (build failed)']);
  });

  it('is verified with a finding that names the flaky tests, before and after', () => {
    const flaky = mergeRerun(makeRun(['!a', 'b']), makeRun(['a', 'b']));
    const compared = compareRuns([makeRun(['a', 'b'])], [flaky]);
    expect(compared.verdict).toBe('verified');
    expect(short(compared)).toEqual(['flaky-test a (ok)']);
    expect(compared.findings[0]?.detail).toBe(
      "1 test of command 'test' failed and passed at the same commit, after the change, which was run 2 times: 'a'. It counts as passed.",
    );
    // What was flaky before excuses no test that fails each time now.
    expect(short(compareRuns([flaky], [makeRun(['!a', 'b'])]))).toEqual(['failing-test a', 'flaky-test a (ok)']);
  });
});
