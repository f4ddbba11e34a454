import { LineTally } from './line-tally.ts';
import type { NamedCoverage } from './line-tally.ts';

const block = /^(\d+\.\d+,\d+\.\d+) (\d{1,9}) (\d+)\r?$/;

/**
 * Reads a profile of `go test -coverprofile` (https://pkg.go.dev/golang.org/x/tools/cover#Profile), line by line 'FILE:FROM,TO STATEMENTS COUNT'. Go
 * counts statements, so that these stand in for lines; with -coverpkg the same block comes once for each package.
 */
export function readGoProfile(text: string): NamedCoverage[] {
  const tally = new LineTally();
  for (const line of text.split('\n')) {
    const colon = line.lastIndexOf(':');
    const [, range, statements, count] = block.exec(line.slice(colon + 1)) ?? [];
    if (range !== undefined) tally.add(line.slice(0, colon), range, Number(count) > 0, Number(statements));
  }
  return tally.list();
}
