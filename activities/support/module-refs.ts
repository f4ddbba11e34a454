import { groupLevels } from '../../src/core/plan/group-levels.ts';
import type { GroupPlan } from '../../src/domain/group-plan.ts';
import type { ModuleKey } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { GroupRef, ModuleRef } from '../prepare-migration.ts';

/** Planned modules and groups as workflows carry them. */
export function moduleRefs(modules: ModulePlan[], groups: GroupPlan[]): { modules: ModuleRef[]; groups: GroupRef[] } {
  const waits = new Map(groups.map(({ key, members }) => [key, waitsOf(new Set(members), modules)]));
  return {
    modules: modules.map((module) => moduleRef(module, waits.get(module.group ?? '') ?? module.dependsOn)),
    groups: groups.map((group) => groupRef(group, modules)),
  };
}

/** `dependsOn`: what it waits for. */
export function moduleRef({ key, path, role, group }: ModulePlan, dependsOn: ModuleKey[] = []): ModuleRef {
  return { key, path, role, ...(dependsOn.length > 0 && { dependsOn }), ...(group !== undefined && { group }) };
}

/** A group begins as one: each member waits for what any of them does, and for no other member. */
function waitsOf(members: Set<ModuleKey>, modules: ModulePlan[]): ModuleKey[] {
  const all = modules.filter(({ key }) => members.has(key)).flatMap(({ dependsOn = [] }) => dependsOn);
  return [...new Set(all)].filter((key) => !members.has(key)).toSorted();
}

function groupRef({ key, name, members }: GroupPlan, modules: ModulePlan[]): GroupRef {
  const { levels } = groupLevels(modules.filter((module) => members.includes(module.key)));
  return { key, name, levels };
}
