import { makeTestReport } from '../reports/make-test-report.ts';
import type { CommandRun } from '../../domain/evidence.ts';
import type { TestCase } from '../../domain/test-report.ts';

/**
 * Joins a command's run with one more at the same commit. A test that failed in one and passed in the other counts as passed, and is marked as flaky; what failed
 * in both fails. The exit code is the better one's, with its output. A run that was cut short, or whose report can't be relied on, only counts.
 */
export function mergeRerun(run: CommandRun, again: CommandRun): CommandRun {
  const { count = 0, flaky = [] } = run.reruns ?? {};
  const isUseful =
    again.ended === 'exited' && again.report.format !== 'exit-code' && again.report.problems.length === 0;
  if (!isUseful) return { ...run, reruns: { count: count + 1, flaky } };
  const others = new Map(again.report.tests.map((test) => [test.id, test]));
  const found = new Set(run.report.tests.filter((test) => differs(test, others.get(test.id), again.report.tests)));
  const tests = run.report.tests.map((test) => (found.has(test) ? passed(test) : test));
  const all = { count: count + 1, flaky: [...new Set([...flaky, ...[...found].map(({ id }) => id)])] };
  const better = again.exitCode === 0 && run.exitCode !== 0 ? again : run;
  return {
    ...better,
    report: makeTestReport(
      run.report.format,
      withUncovered(tests, [...found], again.report.tests),
      run.report.problems,
    ),
    reruns: all,
  };
}

/** Whether a test failed in one run and passed in the other. The failure of a whole file is gone when tests of the file run. */
function differs(test: TestCase, other: TestCase | undefined, others: TestCase[]): boolean {
  if (test.covers !== undefined && other === undefined)
    return test.outcome === 'failed' && others.some(({ id, outcome }) => outcome === 'passed' && isCovered(id, test));
  const outcomes = [test.outcome, other?.outcome];
  return outcomes.includes('failed') && outcomes.includes('passed');
}

function passed(test: TestCase): TestCase {
  const mended: TestCase = { ...test, outcome: 'passed' };
  delete mended.message;
  return mended;
}

/** What a file's failure kept from being listed is listed by the run in which the file did not fail. */
function withUncovered(tests: TestCase[], flaky: TestCase[], others: TestCase[]): TestCase[] {
  const whole = flaky.filter(({ covers }) => covers !== undefined);
  if (whole.length === 0) return tests;
  const listed = new Set(tests.map(({ id }) => id));
  const gone = new Set(whole.map(({ id }) => id));
  return [
    ...tests.filter(({ id }) => !gone.has(id)),
    ...others.filter(({ id }) => !listed.has(id) && whole.some((failure) => isCovered(id, failure))),
  ];
}

function isCovered(id: string, { covers = [] }: TestCase): boolean {
  return covers.some((beginning) => id.startsWith(beginning));
}
