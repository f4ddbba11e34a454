import { readFile } from 'node:fs/promises';
import { readReport } from '../../../src/adapters/reports/read-report.ts';
import type { ReportInput } from '../../../src/ports/reports.ts';
import type { TestReport } from '../../../src/domain/test-report.ts';

/** The report that the reader makes of a recorded output, as if the command had printed it. */
export async function readFixture(name: string, more: Partial<ReportInput> = {}): Promise<TestReport> {
  const stdout = await readFile(new URL(`fixtures/${name}`, import.meta.url));
  return readReport({ format: 'auto', stdout, exitCode: 0, ...more });
}

/** The report that the reader makes of text on standard output. */
export function readText(text: string, more: Partial<ReportInput> = {}): TestReport {
  return readReport({ format: 'auto', stdout: new TextEncoder().encode(text), exitCode: 0, ...more });
}

/** A report's tests as 'outcome id', in order. */
export function outcomes(report: TestReport): string[] {
  return report.tests.map(({ outcome, id }) => `${outcome} ${id}`);
}
