import type { ModuleRef } from '../../activities/prepare-migration.ts';
import { hasLanded } from '../../src/core/workflow/has-landed.ts';
import type { ModuleState } from '../../src/domain/module-state.ts';
import { endedModule } from './ended-module.ts';
import type { MigrationRun } from './migration-run.ts';

/** The first of the modules that wait which waits for no other one any more. A plan measures each by itself, and a try is of one alone. */
export function nextReady({ state, input, tally }: MigrationRun): ModuleRef | undefined {
  if (input.mode !== 'migrate') return state.pending[0];
  return state.pending.find(({ dependsOn = [] }) => dependsOn.every((key) => isThere(tally.states.get(key))));
}

/**
 * Ends a module one of whose dependencies has ended without landing; true where there was such a one. Its own dependants follow, one after the other; those that depend
 * on nothing of it go on.
 */
export function skipStranded(run: MigrationRun): boolean {
  const { state, input } = run;
  if (input.mode !== 'migrate' || run.tally.bad === 0) return false;
  const ended = run.tally.states;
  for (const module of state.pending) {
    const missing = module.dependsOn?.find((key) => ended.has(key) && !isThere(ended.get(key)));
    if (missing === undefined) continue;
    const { path, state: how } = state.finished.find(({ key }) => key === missing) ?? {
      path: missing,
      state: 'unresolved',
    };
    state.pending = state.pending.filter(({ key }) => key !== module.key);
    run.moduleLeft(endedModule(module, 'skipped', `it depends on ${path}, which did not land (${how})`));
    return true;
  }
  return false;
}

/** Its change is on the branch, or there was none to make. */
function isThere(state: ModuleState | undefined): boolean {
  return state !== undefined && (hasLanded(state) || state === 'unchanged');
}
