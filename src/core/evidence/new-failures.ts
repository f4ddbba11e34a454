import type { CommandRun } from '../../domain/evidence.ts';
import { matchTests } from './match-tests.ts';

/** The ids of a run's failing tests that did not surely fail before, too; all of them where there is no run before. */
export function newFailures(before: CommandRun | undefined, run: CommandRun): string[] {
  const failing = run.report.tests.filter(({ outcome }) => outcome === 'failed');
  if (failing.length === 0 || before === undefined) return failing.map(({ id }) => id);
  const known = new Set(
    matchTests(before.report.tests, run.report.tests)
      .pairs.filter((pair) => pair.certain && pair.before.outcome === 'failed')
      .map((pair) => pair.after),
  );
  return failing.filter((test) => !known.has(test)).map(({ id }) => id);
}
