import type { TestReport } from '../../domain/test-report.ts';
import type { ReportInput } from '../../ports/reports.ts';
import { findReport } from './find-report.ts';
import { readJunit } from './read-junit.ts';
import { readTap } from './read-tap.ts';

/** A report that is longer than this is refused: the readers' cost grows with it, and its writer is not trusted. */
const MAX_REPORT_BYTES = 8 * 1024 * 1024;

/**
 * Reads what a command said of its tests. Never throws for what the command wrote: what can't be read becomes one of the report's
 * problems. `auto` looks for JUnit XML and TAP in the report file first, then on standard output, and else reads the exit code alone.
 */
export function readReport(input: ReportInput): TestReport {
  if (input.format === 'exit-code') return { format: 'exit-code', tests: [], problems: [] };
  const found = findReport(input.format, input.reportFile, input.stdout);
  if (found.kind === 'none') {
    if (input.format === 'auto') return { format: 'exit-code', tests: [], problems: [] };
    return { format: input.format, tests: [], problems: [missingReport(input.format, input.exitCode)] };
  }
  if (found.bytes.length > MAX_REPORT_BYTES)
    return { format: found.kind, tests: [], problems: [tooLong(found.bytes.length, found.from)] };
  const text = new TextDecoder().decode(found.bytes);
  return found.kind === 'junit' ? readJunit(text, input.testFile) : readTap(text, input.testFile);
}

function missingReport(format: 'tap' | 'junit', exitCode: number | null): string {
  const ended = exitCode === null ? 'a signal or a limit ended the command' : `exit code ${exitCode}`;
  const name = format === 'tap' ? 'TAP' : 'JUnit XML';
  return `no ${name} was found, neither in the file that REPORT names nor on standard output (${ended}): the tests did not start, or their reporter writes something else`;
}

function tooLong(bytes: number, from: string): string {
  return `the report on ${from} has ${bytes} bytes, more than the ${MAX_REPORT_BYTES} that are read: write the report to the file that REPORT names, without the tests' own output`;
}
