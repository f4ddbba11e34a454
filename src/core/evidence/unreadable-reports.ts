import type { CommandRun } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { lastWords } from './last-words.ts';

/** The findings on what of a command's report can't be read; the first one has the command's last words. */
export function unreadableReports(run: CommandRun): Finding[] {
  return run.report.problems.map((problem, index) => {
    const detail = `the test report of command '${run.name}' proves nothing: ${problem}.${index === 0 ? lastWords(run) : ''}`;
    return { kind: 'unreadable-report', rejects: true, subject: run.name, detail };
  });
}
