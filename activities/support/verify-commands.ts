import type { VerifyCommand } from '../../src/domain/migration-file.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';

/** The commands that verify a module: its own when it is the first or the last one and has some, else the migration's. */
export function verifyCommands(plan: Plan, module: ModulePlan): VerifyCommand[] {
  const own = module.role === 'module' ? undefined : plan.file[module.role]?.verify;
  return own ?? plan.file.verify;
}
