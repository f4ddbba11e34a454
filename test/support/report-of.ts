import { makeTestReport } from '../../src/core/reports/make-test-report.ts';
import type { ReportFormat, TestCase, TestReport } from '../../src/domain/test-report.ts';

/** A report of these tests, TAP where nothing else is said, as a command's run holds it. */
export function reportOf(
  tests: TestCase[],
  { format = 'tap', problems = [] }: { format?: ReportFormat; problems?: string[] } = {},
): TestReport {
  return makeTestReport(format, tests, problems);
}
