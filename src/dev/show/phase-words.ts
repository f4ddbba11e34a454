import type { MigrationPhase } from '../../domain/progress-view.ts';

const words: Record<MigrationPhase, string> = {
  preparing: 'Preparing: fetching the repository, planning the modules, running the setup command ...',
  'awaiting-plan-approval': 'The plan is made, and waits for a person.',
  first: 'The first module.',
  sweep: 'The modules, side by side.',
  last: 'The last module.',
  verifying: 'The final verification: the whole branch, in a fresh checkout.',
  delivering: 'Delivering the branch.',
  completed: 'Ended.',
  'completed-with-unresolved': 'Ended, with modules that are not resolved.',
  cancelled: 'Cancelled.',
  failed: 'Failed.',
};

/** What a migration does in a phase; undefined for a phase that says nothing by itself, as 'unknown' does. */
export function phaseWords(phase: string): string | undefined {
  return phase in words ? words[phase as MigrationPhase] : undefined;
}
