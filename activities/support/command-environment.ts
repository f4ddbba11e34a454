import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { moduleEnvironment } from './module-environment.ts';

/** The variables that every command of a module gets. Nothing of a repository is spliced into a command line: it comes in here. */
export function commandEnvironment(plan: Plan, module: ModulePlan, base: CommitId): Record<string, string> {
  return {
    ...plan.file.environment.env,
    ...moduleEnvironment(module),
    BASE: base,
  };
}
