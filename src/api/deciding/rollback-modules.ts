import { Failure } from '../../domain/failure.ts';
import type { ModuleKey } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import { plannedModules } from '../views/planned-modules.ts';

export type Named = { modules?: string[] | undefined; group?: string | undefined; wave?: number | undefined };

/** The keys of the modules that a rollback names: by their keys or paths, by their group, or by their wave. Throws `NotFound`. */
export function rollbackModules(
  plan: Plan,
  landed: ReadonlySet<ModuleKey>,
  { modules, group, wave }: Named,
): ModuleKey[] {
  const all = plannedModules(plan);
  if (modules !== undefined)
    return modules.map((name) => {
      const module = all.find(({ key }) => key === name) ?? all.find(({ path }) => path === name);
      if (module !== undefined) return module.key;
      throw new Failure(
        'NotFound',
        `The migration ${plan.migration} has no module ${JSON.stringify(name.slice(0, 200))}: name one by its key or its path.`,
      );
    });
  // Of many, those that never landed need no rollback.
  if (group !== undefined) {
    const found = plan.groups?.find(({ key, name }) => key === group || name === group);
    if (found === undefined)
      throw new Failure('NotFound', `The migration ${plan.migration} has no group ${JSON.stringify(group)}.`);
    return found.members.filter((key) => landed.has(key));
  }
  const found = all.filter((module) => module.wave === (wave ?? 0) - 1).map(({ key }) => key);
  if (found.length === 0) throw new Failure('NotFound', `The migration ${plan.migration} has no wave ${wave}.`);
  return found.filter((key) => landed.has(key));
}
