import { refuseUnnamed } from '../../src/core/configuration/refuse-unnamed.ts';
import { isGenerated } from '../../src/core/plan/is-generated.ts';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';

/**
 * Whether a module may change a path, or why not: it is made anew at each merge; or one of its own patterns matches, none of the migration's protected ones does, and what configures the
 * verify commands is named by a pattern.
 */
export function mayChange(plan: Plan, module: ModulePlan): (path: string) => boolean | string {
  const own = pathMatcher(module.mayChange);
  const generated = isGenerated(plan.file);
  const isProtected = pathMatcher(plan.file.protect);
  return (path) => generated(path) || (own(path) && !isProtected(path) && (refuseUnnamed(module, path) ?? true));
}
