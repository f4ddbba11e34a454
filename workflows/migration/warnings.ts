import { budgetWarnings } from '../../src/core/budget/budget-warnings.ts';
import { checkWords } from '../../src/core/final/check-words.ts';
import { unknownWords } from '../../src/core/report/unknown-words.ts';
import { budgetNow } from './budget-now.ts';
import type { MigrationRun } from './migration-run.ts';

const listed = 20;

/**
 * What people should know of a migration before they trust or pay for it: what the repository holds that is left alone, tests that failed before
 * any change, and, last, why it failed or was stopped.
 */
export function warnings(run: Pick<MigrationRun, 'state' | 'input' | 'problem' | 'tally'>): string[] {
  const { state, problem } = run;
  const budget = budgetNow(run);
  const { prepared, red } = state;
  const more = red.length - listed;
  return [
    ...(prepared?.warnings ?? []),
    ...red
      .slice(0, listed)
      .map(
        ({ path, tests, failing }) =>
          `${path}: ${failing} of ${tests} tests fail before any change; they are not blamed on the module, and excuse nothing`,
      ),
    ...(more > 0 ? [`and ${more} more modules have tests that fail before any change`] : []),
    ...finalWarnings(state.final),
    ...unknownWarnings(run.tally),
    ...budgetWarnings(budget),
    ...(problem !== undefined ? [problem] : []),
  ];
}

/** What was paid for without an answer, or may have been: nobody shall learn it from the provider's bill alone. */
function unknownWarnings({ unknown: modules }: MigrationRun['tally']): string[] {
  const warning = ({ path, unknown }: (typeof modules)[number]) =>
    `${path}: model calls of unknown end: ${unknownWords(unknown)}`;
  const left = modules.length - listed;
  return [
    ...modules.slice(0, listed).map(warning),
    ...(left > 0 ? [`and ${left} more modules have model calls of unknown end`] : []),
  ];
}

function finalWarnings(final: MigrationRun['state']['final']): string[] {
  if (final === undefined) return [];
  const flaky = new Set(final.runs.flatMap((run) => run.flaky.map(checkWords)));
  const atBase = final.runs.at(-1)?.red.filter(({ blame }) => blame.kind === 'base') ?? [];
  return [
    ...atBase
      .slice(0, listed)
      .map(
        (check) =>
          `${checkWords(check)} is red on the branch, and without any merged module, too: ${check.findings[0] ?? 'see its evidence'}`,
      ),
    ...(atBase.length > listed
      ? [`and ${atBase.length - listed} more commands are red without any merged module, too`]
      : []),
    ...[...flaky]
      .slice(0, listed)
      .map((words) => `${words} is flaky: red, and green when it was run again at the same commit`),
  ];
}
