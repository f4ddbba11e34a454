import type { ReportFormat, TestCase, TestReport, TestSuite, TestTotals } from '../../domain/test-report.ts';
import { suiteName } from './suite-name.ts';

/** Makes a report from its tests. Suites and totals are counted here and nowhere else, so that nothing in a report can disagree. */
export function makeTestReport(format: ReportFormat, tests: TestCase[], problems: string[] = []): TestReport {
  const suites = new Map<string, TestSuite>();
  const totals = none();
  for (const test of tests) {
    const name = suiteName(test.id);
    const key = JSON.stringify([test.file, name]);
    let suite = suites.get(key);
    if (suite === undefined) {
      suite = { name, ...(test.file !== undefined && { file: test.file }), ...none() };
      suites.set(key, suite);
    }
    count(suite, test);
    count(totals, test);
  }
  return { format, tests, suites: [...suites.values()], totals, problems };
}

function none(): TestTotals {
  return { tests: 0, passed: 0, failed: 0, skipped: 0 };
}

function count(totals: TestTotals, { outcome, milliseconds }: TestCase): void {
  totals.tests += 1;
  totals[outcome] += 1;
  if (milliseconds !== undefined) totals.milliseconds = (totals.milliseconds ?? 0) + milliseconds;
}
