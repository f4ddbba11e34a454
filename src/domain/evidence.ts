import type { CommitId, BlobRef, MigrationId, ModuleKey, TreeId } from './ids.ts';
import type { Finding } from './finding.ts';
import type { TestReport } from './test-report.ts';

/** What one verify command did at one commit. `output` is the address of its whole output in the blob store. */
export type CommandRun = {
  name: string;
  /** The path of the module that it ran for, where that is another one: a sampled one, to judge the first or the last module. */
  module?: string;
  command: string;
  exitCode: number | null;
  /** `exited` unless a limit ended it. */
  ended: CommandEnd;
  milliseconds: number;
  report: TestReport;
  /** What it reports of the module's files, where it does. */
  coverage?: FileCoverage[];
  /** What it reports of coverage and can't be read, in words; never a reason to reject anything. */
  coverageProblems?: string[];
  /** How often it was run again, since tests failed, and the ids of those that passed then: they count as passed, and as flaky. */
  reruns?: { count: number; flaky: string[] };
  output: BlobRef;
  /** The last lines of the output, at most 2,000 characters: why a command failed without naming a test. */
  tail?: string;
};

/** How many of a file's lines can be run, and how many were. */
export type FileCoverage = { path: string; lines: number; covered: number };

export type CommandEnd = 'exited' | 'timed-out' | 'memory-limit' | 'process-limit' | 'output-limit';

/** All verify commands at one commit in one environment. */
export type Verification = {
  v: 1;
  commit: CommitId;
  tree: TreeId;
  /** The environment's key. */
  environment: string;
  sandbox: string;
  commands: CommandRun[];
  /** Names of the commands that were not run, being new checks (`before: none`). */
  newChecks?: string[];
  /** Assertion calls per file of the module, for the files whose language is known. */
  assertions: AssertionCount[];
};

/**
 * Assertion calls in one file: `total`, and how many of those can't fail, since they compare constants alone, are never reached, or what they throw is
 * caught and forgotten. `focused` counts tests that keep the others of their file from running (`.only`); none where it is missing.
 */
export type AssertionCount = { path: string; total: number; constant: number; focused?: number };

/** What a verification proved of a module: the runs before and after, and their comparison. Its digest is its address in the blob store. */
export type Evidence = {
  v: 1;
  module: ModuleKey;
  path: string;
  verdict: 'verified' | 'rejected';
  base: CommitId;
  head: CommitId;
  before: Verification;
  after: Verification;
  findings: Finding[];
  tests: { before: number; after: number; matched: number };
  /** True when the after run was not run again because the same tree, commands and environment had been run already. */
  memoised: boolean;
  /** Where a memoised run was made. */
  memo?: MemoSource;
};

/** The step that made a verification which was found and not made again. */
export type MemoSource = { migration: MigrationId; module: string; commit: CommitId };
