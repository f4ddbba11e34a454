import type { SteeredModule } from '../../src/core/approval/steer/steer-state.ts';
import type { MigrationRun } from './migration-run.ts';
import { plannedModules } from './planned-modules.ts';

/** A planned module by its key or path, as those see it who steer. */
export function findModule({ state, tally }: MigrationRun, name: string): SteeredModule | undefined {
  const module = plannedModules(state).find(({ key, path }) => key === name || path === name);
  if (module === undefined) return undefined;
  const { key, path } = module;
  return {
    key,
    path,
    state: tally.states.get(key) ?? 'going',
    begun: state.running.some((running) => running.key === key),
  };
}
