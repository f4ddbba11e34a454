import type { MigrationRun } from './migration-run.ts';

const listed = 20;

/**
 * What people should know of a migration before they trust or pay for it: what the repository holds that is left alone, tests that failed before
 * any change, and, last, why it failed or was stopped.
 */
export function warnings({ state, problem }: MigrationRun): string[] {
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
    ...(problem !== undefined ? [problem] : []),
  ];
}
