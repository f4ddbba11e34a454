import { lcovParser } from '@friedemannsommer/lcov-parser/sync';
import { LineTally } from './line-tally.ts';
import type { NamedCoverage } from './line-tally.ts';

/** Reads lcov's tracefiles (https://manpages.debian.org/unstable/lcov/geninfo.1.en.html#FILES). */
export function readLcov(bytes: Uint8Array): NamedCoverage[] {
  const tally = new LineTally();
  for (const { path, lines } of lcovParser({ from: Buffer.from(bytes) })) {
    tally.addFile(path);
    for (const { line, hit } of lines.details) tally.add(path, line, hit > 0);
  }
  return tally.list();
}
