import type { ModulePlan } from '../../domain/module-plan.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ModuleKey } from '../../domain/ids.ts';

/** The key, and the path, of a migration as a whole: no module's key is a dot. */
export const wholeKey: ModuleKey = '.';

/** The migration as the subject of its commands of `per: migration`: MODULE is the repository itself, NAME the migration's name. */
export function wholeMigration(plan: Pick<Plan, 'file'>): ModulePlan {
  return { key: wholeKey, path: wholeKey, name: plan.file.name, role: 'module', paths: [], mayChange: [] };
}
