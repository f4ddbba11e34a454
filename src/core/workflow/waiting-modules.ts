import type { ProgressView } from '../../domain/progress-view.ts';

/** How many running modules wait for a person: those whose merge does, and those whose group's does. */
export function waitingModules({ awaiting, running, groups = [] }: ProgressView): number {
  const ofGroups = new Map(groups.map(({ key, members }) => [key, new Set(members)]));
  return awaiting.reduce((sum, { key }) => {
    const members = ofGroups.get(key);
    return sum + (members === undefined ? 1 : running.filter((module) => members.has(module.key)).length);
  }, 0);
}
