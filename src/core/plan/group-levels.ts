import type { ModuleKey } from '../../domain/ids.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';

type Member = Pick<ModulePlan, 'key' | 'path' | 'dependsOn'>;

/**
 * The order in which a group's members are worked on: those of a level side by side, when all that they depend on within the group has been
 * worked on. `cycle` has the paths of members that wait for one another.
 */
export function groupLevels(members: Member[]): { levels: ModuleKey[][]; cycle: string[] } {
  const inside = new Set(members.map(({ key }) => key));
  const placed = new Set<ModuleKey>();
  const levels: ModuleKey[][] = [];
  let left = members;
  while (left.length > 0) {
    const ready = left.filter(({ dependsOn = [] }) => dependsOn.every((key) => !inside.has(key) || placed.has(key)));
    if (ready.length === 0) return { levels, cycle: left.map(({ path }) => path) };
    for (const { key } of ready) placed.add(key);
    levels.push(ready.map(({ key }) => key));
    left = left.filter(({ key }) => !placed.has(key));
  }
  return { levels, cycle: [] };
}
