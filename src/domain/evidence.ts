import type { FileSigns } from './file-signs.ts';
import type { CommitId, BlobRef, MigrationId, ModuleKey, TreeId } from './ids.ts';
import type { Finding } from './finding.ts';
import type { MigrationFile, VerifyCommand } from './migration-file.ts';
import type { ModulePlan } from './module-plan.ts';
import type { TestReport } from './test-report.ts';
import type { Usage } from './usage.ts';

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
  /** Why no command could be run: what `setup` said, which the change broke. */
  setupFailed?: string;
  /** True for a member of a group that no command of its own judges: the group's commands do. */
  unjudged?: true;
  /** Names of the commands that were not run, being new checks (`before: none`). */
  newChecks?: string[];
  /** Assertion calls per file of the module, for the files whose language is known. */
  assertions: AssertionCount[];
  /** For the files of the module that have any. */
  signs: FileSigns[];
};

/**
 * Assertion calls in one file: `total`, and how many of those can't fail, since they compare constants alone, are never reached, or what they throw is
 * caught and forgotten. `focused` counts tests that keep the others of their file from running (`.only`); none where it is missing.
 */
export type AssertionCount = { path: string; total: number; constant: number; focused?: number };

/** What a verification was made under: enough to make it again. */
export type EvidenceSetting = {
  migration: { id: MigrationId; name: string };
  /** Without the credentials that may stand in an address. `base` is the migration's base commit. */
  repository: { url: string; ref: string; base: CommitId };
  /** What the module is, and what it may change; `protect` may never be. */
  scope: Pick<ModulePlan, 'name' | 'role' | 'paths' | 'mayChange'> & {
    protect: string[];
    /** Patterns of the files that are made anew at each merge, which no module answers for. */
    generated?: string[];
  };
  setup?: NonNullable<MigrationFile['setup']>;
  /** The names of the environment's variables. */
  variables: string[];
  toolchains: string[];
  /** The commands as they judged the module; `before` is what ran before the change where that was another one. */
  commands: (VerifyCommand & { sampled?: { path: string; name?: string } })[];
  rules: MigrationFile['tests'];
  model: { name: string; effort: string };
};

/**
 * What a verification proved of a module: the runs before and after, their comparison, and all that they were made under. Its digest is its
 * address in the blob store; approvals and merged commits name it, so it holds nothing that comes later.
 */
export type Evidence = EvidenceSetting & {
  v: 1;
  kind: 'verification';
  /** The version of Drover that made it. */
  drover: string;
  module: ModuleKey;
  path: string;
  round: number;
  /** For instance 'recipe', 'attempt-1' or 'merge'. */
  step: string;
  verdict: 'verified' | 'rejected';
  base: CommitId;
  head: CommitId;
  /** Set where it was verified together with others that were merged just before or after it: `head` holds them all. */
  batch?: MergeBatch;
  before: Verification;
  after: Verification;
  findings: Finding[];
  tests: { before: number; after: number; matched: number };
  /** What the module had used when it was verified. */
  usage?: Usage;
  /** True when the after run was not run again because the same tree, commands and environment had been run already. */
  memoised: boolean;
  /** Where a memoised run was made. */
  memo?: MemoSource;
  /** Where the run before the change was made, if it was a memoised one. */
  baselineMemo?: MemoSource;
};

/** Modules that were merged one after the other and verified at the last of their commits. */
export type MergeBatch = {
  /** The branch's newest commit, that the first of them was merged onto. */
  from: CommitId;
  /** Their paths, in the order of their commits. */
  modules: string[];
  /** The module's own commit and the one before it: what it changed lies between them. */
  own: { from: CommitId; to: CommitId };
  /** Paths of modules that had landed before and depend on one of these: they were verified again, too. */
  dependants?: string[];
  /** Names of the commands that ran once for all of them, since they do the same whichever module they run for. */
  once: string[];
};

/** The step that made a verification which was found and not made again. */
export type MemoSource = { migration: MigrationId; module: string; commit: CommitId };
