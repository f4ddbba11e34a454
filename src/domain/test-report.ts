/** What one command said of the tests that it ran, whatever its format was; made by `core/reports/make-test-report.ts` alone. */
export type TestReport = {
  /** The format that the report was read as; `exit-code` when there was none, and then `tests` is empty. */
  format: ReportFormat;
  tests: TestCase[];
  /** The tests by their files and the names around them, in the order of the report. */
  suites: TestSuite[];
  totals: TestTotals;
  /** What could not be read, in words; a report with problems never proves anything. */
  problems: string[];
};

export type ReportFormat =
  | 'tap'
  | 'junit'
  | 'go-test-json'
  | 'vitest-json'
  | 'jest-json'
  | 'mocha-json'
  | 'cargo-test'
  | 'exit-code';

export type TestCase = {
  /** Stable between runs of the same suite: the names of its groups and its own, joined by ' > '; a repeated name gets ' #2', ' #3'. */
  id: string;
  outcome: TestOutcome;
  /** How long it took, to the full millisecond, where the report says it. */
  milliseconds?: number;
  /** The test file's path below the repository's root, where the report tells it. */
  file?: string;
  /** Set when it passed only after the runner itself had run it again. */
  flaky?: true;
  /** How the test failed, in the runner's words, at most 2,000 characters. */
  message?: string;
  /** Set when it is no test, but the failure of a file or a package as a whole: how the ids of the tests begin that can't run for it. */
  covers?: string[];
};

export type TestOutcome = 'passed' | 'failed' | 'skipped';

/** How many tests there are, and how they ended; `milliseconds` adds up those that say how long they took, if any does. */
export type TestTotals = { tests: number; passed: number; failed: number; skipped: number; milliseconds?: number };

/** The tests of one file with the same names around them; `name` is those names, joined by ' > ', or '' for tests that stand alone. */
export type TestSuite = TestTotals & { name: string; file?: string };
