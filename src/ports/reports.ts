import type { TestReport } from '../domain/test-report.ts';
import type { WantedReport } from '../domain/wanted-report.ts';

export type ReportInput = {
  format: WantedReport;
  stdout: Uint8Array;
  stderr?: Uint8Array;
  /** What the command wrote to the path in REPORT, if it wrote anything. */
  reportFile?: Uint8Array;
  /** With `junit:GLOB`: what the command wrote to files that match. */
  written?: WrittenReports;
  exitCode: number | null;
  /** The folders under which the command may have seen the repository: files in reports are named from there. */
  roots?: string[];
  /** The module's path: runners that name a whole file as a test name it so. */
  testFile?: string;
};

/** Files that a command wrote, by their paths in the checkout, in order; `problems` says in words what of them can't be read. */
export type WrittenReports = { files: { path: string; bytes: Uint8Array }[]; problems: string[] };

/** Reads what a command said of its tests. Never throws: what can't be read is a problem in the report. */
export type ReadReport = (input: ReportInput) => TestReport;
