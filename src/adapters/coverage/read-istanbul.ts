import istanbul from 'istanbul-lib-coverage';
import type { CoverageMapData } from 'istanbul-lib-coverage';
import { z } from 'zod';
import type { NamedCoverage } from './line-tally.ts';

const Counts = z.object({ lines: z.object({ total: z.int().nonnegative(), covered: z.int().nonnegative() }) });

/** Reads Istanbul's coverage-final.json, as nyc, jest, c8 and vitest write it; a line counts as covered when a statement that begins in it ran. */
export function readIstanbul(value: unknown): NamedCoverage[] {
  const map = istanbul.createCoverageMap(value as CoverageMapData);
  return map.files().map((path) => {
    const lines = Object.values(map.fileCoverageFor(path).getLineCoverage());
    return { names: [path], lines: lines.length, covered: lines.filter((hits) => hits > 0).length };
  });
}

/** Reads Istanbul's coverage-summary.json: the same numbers without the lines. */
export function readIstanbulSummary(value: unknown): NamedCoverage[] {
  return Object.entries(z.record(z.string(), Counts).parse(value))
    .filter(([path]) => path !== 'total')
    .map(([path, { lines }]) => ({ names: [path], lines: lines.total, covered: lines.covered }));
}
