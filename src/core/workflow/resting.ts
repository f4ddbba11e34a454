import type { ModuleView } from '../../domain/module-view.ts';

/** The keys of the modules that wait for a person to approve their merge, or their group's. */
export function resting({
  groups,
  awaiting,
}: {
  groups: { key: string; members: string[] }[];
  awaiting: Pick<ModuleView, 'key'>[];
}): Set<string> {
  const members = new Map(groups.map((group) => [group.key, group.members]));
  return new Set(awaiting.flatMap(({ key }) => members.get(key) ?? [key]));
}
