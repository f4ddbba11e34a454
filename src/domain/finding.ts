/** One thing that a verification found wrong or worth a reviewer's eye. */
export type Finding = {
  kind: FindingKind;
  /** True when the verification is refused because of it. */
  rejects: boolean;
  /** What it is about: a test's id, a file's path or a command's name. */
  subject: string;
  /** One or two sentences for the model and for the reviewer, with the figures. */
  detail: string;
};

export type FindingKind =
  | 'command-failed'
  /** The environment can't be made any more from what the change made of the inputs of `setup`. */
  | 'setup-failed'
  /** Informational: a check that there was not before the change. */
  | 'new-check'
  /** Informational: there were no tests to compare, so the exit code alone counted. */
  | 'exit-code-only'
  | 'timed-out'
  | 'limit-exceeded'
  | 'unreadable-report'
  | 'no-tests'
  | 'lost-test'
  | 'failing-test'
  | 'skipped-test'
  | 'added-test'
  /** Informational: a test of before under the name that the new framework gives it. */
  | 'renamed-test'
  /** Informational: a test that failed and passed at the same commit. */
  | 'flaky-test'
  /** A test that keeps the others of its file from running (`.only`). */
  | 'focused-test'
  /** The runner ran fewer of the module's test files than there are. */
  | 'fewer-test-files'
  | 'less-coverage'
  /** Configuration of the verify commands was changed, as the migration allows by name: a person decides. */
  | 'config-change'
  | 'known-failure'
  | 'fewer-assertions'
  | 'constant-assertion'
  /** What the assertions compare with was changed. */
  | 'changed-expectation'
  | 'changed-snapshot'
  | 'raised-timeout'
  /** New code in the module that can make tests say what is not so. */
  | 'tampering'
  | 'protected-path';
