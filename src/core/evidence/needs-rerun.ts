import type { CommandRun } from '../../domain/evidence.ts';
import { newFailures } from './new-failures.ts';

/**
 * Whether a command is run once more at the same commit, to see whether a test that fails newly is flaky. Not when it was cut short or has no report that
 * can be relied on: then no test could be told from another.
 */
export function needsRerun(before: CommandRun | undefined, run: CommandRun, most: number): boolean {
  if ((run.reruns?.count ?? 0) >= most || run.ended !== 'exited') return false;
  if (run.report.format === 'exit-code' || run.report.problems.length > 0) return false;
  return newFailures(before, run).length > 0;
}
