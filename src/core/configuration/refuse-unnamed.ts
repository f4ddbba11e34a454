import type { ModulePlan } from '../../domain/module-plan.ts';
import { configurationKind } from './configuration-kind.ts';
import { namesPath } from './names-path.ts';

/** Why a module may not change a file that it covers, since it is configuration and no pattern names it; undefined where it may. */
export function refuseUnnamed(module: ModulePlan, path: string): string | undefined {
  if (configurationKind(path) === undefined || namesPath(module.mayChange, path)) return undefined;
  const field = module.role === 'module' ? 'modules.mayChange' : `${module.role}.mayChange`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const wider = name === path ? '' : ` or ${JSON.stringify(`**/${name}`)}`;
  return `it configures how tests are built and run, and no pattern of mayChange names it: a person would have to add ${JSON.stringify(path)}${wider} to ${field}`;
}
