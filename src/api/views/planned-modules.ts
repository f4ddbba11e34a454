import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';

/** A plan's modules in their order: the first, those of the sweep, the last. */
export function plannedModules({ first, modules, last }: Plan): ModulePlan[] {
  return [...(first ? [first] : []), ...modules, ...(last ? [last] : [])];
}
