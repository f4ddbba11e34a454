import type { TestReport } from '../domain/test-report.ts';

export type ReportInput = {
  format: 'auto' | 'tap' | 'junit' | 'exit-code';
  stdout: Uint8Array;
  /** What the command wrote to the path in REPORT, if it wrote anything. */
  reportFile?: Uint8Array;
  exitCode: number | null;
  /** The module's path: runners that name a whole file as a test name it so. */
  testFile?: string;
};

/** Reads what a command said of its tests. Never throws: what can't be read is a problem in the report. */
export type ReadReport = (input: ReportInput) => TestReport;
