import { makeTestReport } from '../../core/reports/make-test-report.ts';
import type { ReportFormat, TestReport } from '../../domain/test-report.ts';
import type { ReportInput } from '../../ports/reports.ts';
import { collectTests } from './collect-tests.ts';
import type { ReadTests } from './collect-tests.ts';
import { findReport } from './find-report.ts';
import { readGoTestJson } from './read-go-test-json.ts';
import { readJunit } from './read-junit.ts';
import { readJunitFiles } from './read-junit-files.ts';
import { readTap } from './read-tap.ts';

/** A report that is longer than this is refused: the readers' cost grows with it, and its writer is not trusted. */
const MAX_REPORT_BYTES = 8 * 1024 * 1024;

/** What a report is called in words. */
const names = { tap: 'TAP', junit: 'JUnit XML', 'go-test-json': "output of 'go test -json'" } as const;

/**
 * Reads what a command said of its tests. Never throws for what the command wrote: what can't be read becomes one of the report's
 * problems. `auto` looks for JUnit XML, TAP and `go test -json` in the report file first, then on standard output, and else reads the exit
 * code alone.
 */
export function readReport(input: ReportInput): TestReport {
  const { format, tests, problems } = read(input);
  return makeTestReport(format, collectTests(tests, input.roots ?? []), problems);
}

function read(input: ReportInput): ReadTests & { format: ReportFormat } {
  const { format } = input;
  if (format === 'exit-code') return { format, tests: [], problems: [] };
  if (isPattern(format))
    return {
      format: 'junit',
      ...readJunitFiles(format.slice('junit:'.length), input.written, ending(input.exitCode)),
    };
  const found = findReport(format, input.reportFile, input.stdout);
  if (found.kind === 'none') {
    if (format === 'auto') return { format: 'exit-code', tests: [], problems: [] };
    return { format, tests: [], problems: [missingReport(names[format], input.exitCode)] };
  }
  if (found.bytes.length > MAX_REPORT_BYTES)
    return { format: found.kind, tests: [], problems: [tooLong(found.bytes.length, found.from)] };
  const text = new TextDecoder().decode(found.bytes);
  return { format: found.kind, ...readText(found.kind, text, input) };
}

function readText(kind: 'tap' | 'junit' | 'go-test-json', text: string, input: ReportInput): ReadTests {
  if (kind === 'go-test-json') return readGoTestJson(text, new TextDecoder().decode(input.stderr));
  return kind === 'junit' ? readJunit(text, input.testFile) : readTap(text, input.testFile);
}

function isPattern(format: ReportInput['format']): format is `junit:${string}` {
  return format.startsWith('junit:');
}

function missingReport(name: string, exitCode: number | null): string {
  return `no ${name} was found, neither in the file that REPORT names nor on standard output (${ending(exitCode)}): the tests did not start, or their reporter writes something else`;
}

function ending(exitCode: number | null): string {
  return exitCode === null ? 'a signal or a limit ended the command' : `exit code ${exitCode}`;
}

function tooLong(bytes: number, from: string): string {
  return `the report on ${from} has ${bytes} bytes, more than the ${MAX_REPORT_BYTES} that are read: write the report to the file that REPORT names, without the tests' own output`;
}
