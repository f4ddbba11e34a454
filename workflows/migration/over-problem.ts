import type { MigrationRun } from './migration-run.ts';

/** Why nothing can be decided on a migration any more. */
export function overProblem({ state, stopped }: MigrationRun): string | undefined {
  if (stopped) return 'it is being cancelled';
  if (state.phase === 'delivering') return 'its modules have all ended: it is being delivered';
  return ['completed', 'completed-with-unresolved', 'cancelled', 'failed'].includes(state.phase)
    ? `it has ended (${state.phase})`
    : undefined;
}
