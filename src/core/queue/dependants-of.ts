import type { ModuleKey } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';

/**
 * What depends directly on one of these modules or groups and is none of them itself, also where they depend on each other in a circle. A member of a
 * group stands for its group, which is judged as a whole.
 */
export function dependantsOf(
  { modules, groups = [] }: Pick<Plan, 'modules' | 'groups'>,
  keys: ModuleKey[],
): ModuleKey[] {
  const own = new Set([...keys, ...groups.filter(({ key }) => keys.includes(key)).flatMap(({ members }) => members)]);
  const found = new Set<ModuleKey>();
  for (const { key, group, dependsOn = [], circle = [] } of modules)
    if (!own.has(key) && [...dependsOn, ...circle].some((other) => own.has(other))) found.add(group ?? key);
  return [...found].filter((key) => !own.has(key));
}
