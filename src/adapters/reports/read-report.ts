import { makeTestReport } from '../../core/reports/make-test-report.ts';
import type { ReportFormat, TestReport } from '../../domain/test-report.ts';
import type { ReportInput } from '../../ports/reports.ts';
import { collectTests } from './collect-tests.ts';
import type { ReadTests } from './collect-tests.ts';
import { findReport, isJunit } from './find-report.ts';
import type { FoundKind } from './find-report.ts';
import { notCompiled, readCargoTest } from './read-cargo-test.ts';
import { readGoTestJson } from './read-go-test-json.ts';
import { readJsonReports } from './read-json-reports.ts';
import { readJunit } from './read-junit.ts';
import { readJunitFiles } from './read-junit-files.ts';
import { readTap } from './read-tap.ts';

const mebibyte = 1024 * 1024;
const maxTests = 100_000;

/** A report that is longer than this is refused: the readers' cost grows with it, and its writer is not trusted. JSON has the cheapest. */
const maxBytes = (kind: FoundKind): number => (kind.endsWith('-json') ? 16 : 8) * mebibyte;

/** What a report is called in words. */
const names = {
  tap: 'TAP',
  junit: 'JUnit XML',
  'go-test-json': "output of 'go test -json'",
  'vitest-json': 'JSON of vitest',
  'jest-json': 'JSON of jest',
  'mocha-json': 'JSON of mocha',
  'cargo-test': "output of 'cargo test'",
} as const;

type Read = ReadTests & { format: ReportFormat };

/**
 * Reads what a command said of its tests. Never throws for what the command wrote: what can't be read becomes one of the report's
 * problems. `auto` takes the first report that it recognises: in the file that REPORT names, on standard output, then in the files that the
 * command wrote where tools write theirs; and else the exit code alone.
 */
export function readReport(input: ReportInput): TestReport {
  const { format, tests, problems } = read(input);
  if (tests.length > maxTests)
    return makeTestReport(format, [], [`the report has ${tests.length} tests, more than ${maxTests}`]);
  return makeTestReport(format, collectTests(tests, input.roots ?? []), problems);
}

function read(input: ReportInput): Read {
  const { format, exitCode } = input;
  if (format === 'exit-code') return { format, tests: [], problems: [] };
  if (isPattern(format))
    return { format: 'junit', ...readJunitFiles(input.written, format.slice(6), ending(exitCode)) };
  const found = findReport(format === 'vitest-json' ? 'jest-json' : format, input.reportFile, input.stdout);
  if (found.kind !== 'none') return readFound(found, input);
  const text = new TextDecoder();
  const [stdout, stderr] = [text.decode(input.stdout), text.decode(input.stderr)];
  if ((format === 'auto' || format === 'cargo-test') && exitCode !== 0 && (notCompiled(stderr) || notCompiled(stdout)))
    return { format: 'cargo-test', ...readCargoTest(stdout, stderr) };
  if (format !== 'auto') return { format, tests: [], problems: [missingReport(names[format], exitCode)] };
  const hasReports = input.written?.files.some(({ bytes }) => isJunit(text.decode(bytes))) === true;
  return hasReports
    ? { format: 'junit', ...readJunitFiles(input.written) }
    : { format: 'exit-code', tests: [], problems: [] };
}

function readFound(
  { kind, bytes, from }: { kind: FoundKind; bytes: Uint8Array; from: string },
  input: ReportInput,
): Read {
  if (bytes.length > maxBytes(kind))
    return { format: kind, tests: [], problems: [tooLong(bytes.length, from, maxBytes(kind))] };
  const text = new TextDecoder().decode(bytes);
  const stderr = (): string => new TextDecoder().decode(input.stderr);
  switch (kind) {
    case 'tap':
      return { format: kind, ...readTap(text, input.testFile) };
    case 'junit':
      return { format: kind, ...readJunit(text, input.testFile) };
    case 'go-test-json':
      return { format: kind, ...readGoTestJson(text, stderr()) };
    case 'cargo-test':
      return { format: kind, ...readCargoTest(text, stderr()) };
    case 'jest-json':
    case 'mocha-json':
      return readJsonReports(text, kind);
  }
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

function tooLong(bytes: number, from: string, limit: number): string {
  return `the report on ${from} has ${bytes} bytes, more than the ${limit} that are read: write the report to the file that REPORT names, without the tests' own output`;
}
