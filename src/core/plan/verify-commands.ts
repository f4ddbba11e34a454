import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';
import type { JudgingCommand } from './judging-command.ts';
import { spreadEvenly } from './spread-evenly.ts';

/** Each is a run of the verify commands before and after. */
const mostSampled = 20;

/**
 * The commands that judge a module, or a group as a whole. The first and the last one without commands of their own are judged on a sample of the modules
 * between them, by the same command before and after: the first by the old commands (with the new framework added, old tests still run), the
 * last by the new ones (with the old framework removed, new tests still run).
 */
export function verifyCommands(plan: Plan, module: ModulePlan): JudgingCommand[] {
  const { role } = module;
  const group = plan.groups?.find(({ key }) => key === module.key);
  if (group !== undefined)
    return plan.file.verify.filter(({ per, name }) => per === 'group' && (group.verify?.includes(name) ?? true));
  const perModule = plan.file.verify.filter(({ per }) => per === 'module');
  if (role === 'module') return perModule;
  const own = plan.file[role]?.verify;
  if (own !== undefined) return own;
  return spreadEvenly(plan.modules, mostSampled).flatMap(({ path, name }) =>
    perModule.flatMap(({ before, ...command }) => {
      // A check that is new holds only once a module is migrated.
      if (role === 'first' && before === 'none') return [];
      return {
        ...command,
        name: `${command.name} (${path})`,
        run: role === 'first' ? (before ?? command.run) : command.run,
        sampled: { path, ...(name !== undefined && { name }) },
      };
    }),
  );
}
