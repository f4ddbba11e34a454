import type { TestCase } from '../../../domain/test-report.ts';

/** Two tests that are taken for the same. */
export type TestPair = {
  before: TestCase;
  after: TestCase;
  /** How it was found under another name, in words; undefined where the names are equal. */
  renamed?: string;
  /** False where another test of the same rule could have been meant: then a failure before excuses none after. */
  certain: boolean;
};

/** The tests of both reports that no rule has paired so far, in the order of the reports. */
export type Unpaired = { before: TestCase[]; after: TestCase[] };

/** Takes what is paired out of what was left. */
export function withoutPaired({ before, after }: Unpaired, pairs: TestPair[]): Unpaired {
  if (pairs.length === 0) return { before, after };
  const found = new Set(pairs.flatMap((pair) => [pair.before, pair.after]));
  return { before: before.filter((test) => !found.has(test)), after: after.filter((test) => !found.has(test)) };
}
