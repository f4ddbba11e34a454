import type { GroupPlan } from '../../domain/group-plan.ts';
import type { ModuleKey } from '../../domain/ids.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { orderWaves } from './order/order-waves.ts';

/**
 * The waves of modules that stand in groups, and of the others: a group is in one wave as a whole. A module that waits for a part of a group
 * which waits for it would never begin: `problems` has those.
 */
export function orderGroups(modules: ModulePlan[], groups: GroupPlan[]): { modules: ModulePlan[]; problems: string[] } {
  if (groups.length === 0 || modules.every(({ dependsOn = [] }) => dependsOn.length === 0))
    return { modules, problems: [] };
  const node = new Map<ModuleKey, ModuleKey>(modules.map(({ key, group = key }) => [key, group]));
  const edges = new Map<ModuleKey, ModuleKey[]>();
  for (const { key, group = key, dependsOn = [] } of modules) {
    const outside = dependsOn.flatMap((other) => node.get(other) ?? []).filter((other) => other !== group);
    edges.set(group, [...(edges.get(group) ?? []), ...outside]);
  }
  const order = orderWaves([...new Set(node.values())], edges);
  const names = new Map([
    ...modules.map(({ key, path }) => [key, path] as const),
    ...groups.map(({ key, name }) => [key, `the group ${name}`] as const),
  ]);
  const stuck = order.cycles.filter((keys) => keys.some((key) => groups.some((group) => group.key === key)));
  return {
    problems: stuck.map(
      (keys) =>
        `modules.groups: ${keys.map((key) => names.get(key) ?? key).join(', ')} wait for one another (dependsOn), so none could begin; put them into one group`,
    ),
    modules: modules
      .map((module) => ({ ...module, wave: order.modules.get(module.group ?? module.key)?.wave ?? 0 }))
      .sort((one, other) => one.wave - other.wave),
  };
}
