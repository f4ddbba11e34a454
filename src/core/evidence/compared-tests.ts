import type { Finding } from '../../domain/finding.ts';

/** What comparing the tests of one command gave; `matched` counts the tests of before that were found again. */
export type ComparedTests = { findings: Finding[]; matched: number };

/** What a comparison of tests needs to know: the command's name, for its words, and whether new tests are allowed. */
export type TestRules = { command: string; mayGrow: boolean };
