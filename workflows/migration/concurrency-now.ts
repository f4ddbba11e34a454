import type { MigrationRun } from './migration-run.ts';

/** How many modules run at once: what a person said last, else the migration file. */
export function concurrencyNow({ input, state }: Pick<MigrationRun, 'input' | 'state'>): number {
  return (
    state.decisions.findLast(({ concurrency }) => concurrency !== undefined)?.concurrency ?? input.file.concurrency
  );
}
