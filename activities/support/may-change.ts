import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';

/** Whether a module may change a path: one of its own patterns matches, and none of the migration's protected ones. */
export function mayChange(plan: Plan, module: ModulePlan): (path: string) => boolean {
  const own = pathMatcher(module.mayChange);
  const isProtected = pathMatcher(plan.file.protect);
  return (path) => own(path) && !isProtected(path);
}
