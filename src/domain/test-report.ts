/** What one command said of the tests that it ran, whatever its format was. */
export type TestReport = {
  /** The format that the report was read as; `exit-code` when there was none, and then `tests` is empty. */
  format: ReportFormat;
  tests: TestCase[];
  /** What could not be read, in words; a report with problems never proves anything. */
  problems: string[];
};

export type ReportFormat = 'tap' | 'junit' | 'go-test-json' | 'exit-code';

export type TestCase = {
  /** Stable between runs of the same suite: the names of its groups and its own, joined by ' > '; a repeated name gets ' #2', ' #3'. */
  id: string;
  outcome: TestOutcome;
  /** How the test failed, in the runner's words, at most 2,000 characters. */
  message?: string;
  /** Set when it is no test, but the failure of a file or a package as a whole: how the ids of the tests begin that can't run for it. */
  covers?: string[];
};

export type TestOutcome = 'passed' | 'failed' | 'skipped';
