import type { ProgressView } from '../../domain/progress-view.ts';
import { resting } from './resting.ts';

/** How many running modules wait for a person: those whose merge does, and those whose group's does. */
export function waitingModules({
  awaiting,
  running,
  groups = [],
}: Pick<ProgressView, 'awaiting' | 'groups'> & { running: { key: string }[] }): number {
  const waits = resting({ groups, awaiting });
  return running.filter(({ key }) => waits.has(key)).length;
}
