import { checkWords } from '../../src/core/final/check-words.ts';
import type { MigrationRun } from './migration-run.ts';

const listed = 20;

/**
 * What people should know of a migration before they trust or pay for it: what the repository holds that is left alone, tests that failed before
 * any change, and, last, why it failed or was stopped.
 */
export function warnings({ state, problem }: Pick<MigrationRun, 'state' | 'problem'>): string[] {
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
    ...(problem !== undefined ? [problem] : []),
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
