import type { Finding } from '../../domain/finding.ts';

/** What comparing the tests of one command gave; `matched` counts the tests of before that were found again. */
export type ComparedTests = { findings: Finding[]; matched: number };

/** What a comparison of tests needs to know: the command's name, for its words, and whether new tests are allowed. */
export type TestRules = {
  command: string;
  mayGrow: boolean;
  /** What to do where most names have changed, for whoever wrote the migration file; undefined where they may not change. */
  renames?: string;
};
