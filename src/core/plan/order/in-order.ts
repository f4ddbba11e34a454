import type { ModuleKey } from '../../../domain/ids.ts';
import type { ModulePlan } from '../../../domain/module-plan.ts';
import { orderWaves } from './order-waves.ts';

/** Modules wave after wave; within one, as they were. `cycles`: the paths of those that depend on each other in a circle. */
export function inOrder(
  modules: ModulePlan[],
  edges: Map<ModuleKey, ModuleKey[]>,
): { modules: ModulePlan[]; cycles: string[][] } {
  if (edges.size === 0) return { modules, cycles: [] };
  const { modules: order, cycles } = orderWaves(
    modules.map(({ key }) => key),
    edges,
  );
  const pathOf = new Map(modules.map(({ key, path }) => [key, path]));
  return {
    modules: modules
      .map((module) => ({ ...module, ...order.get(module.key) }))
      .sort((one, other) => (one.wave ?? 0) - (other.wave ?? 0)),
    cycles: cycles.map((keys) => keys.map((key) => pathOf.get(key) ?? key)),
  };
}
