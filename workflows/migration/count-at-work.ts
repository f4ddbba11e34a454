import { waitingModules } from '../../src/core/workflow/waiting-modules.ts';
import type { MigrationRun } from './migration-run.ts';

/**
 * How many modules count towards `concurrency`: all that run, except those that wait for the rest of their wave, which would never be whole where it
 * has more modules than may run at once. They hold nothing but a workflow.
 */
export function countAtWork({ state, input }: Pick<MigrationRun, 'state' | 'input'>): number {
  const { running } = state;
  if (input.file.approve.merge !== 'wave') return running.length;
  return running.length - waitingModules(state);
}
