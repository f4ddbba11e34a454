import type { BigIntStats } from 'node:fs';

/** What may have changed in a checkout, before any content is read. */
export type Candidates = {
  /** Everything besides folders that was touched or is new, by path. */
  touched: Map<string, BigIntStats>;
  /** The commit's files that are not there any more. */
  missing: string[];
};
