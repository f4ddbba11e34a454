import type { ModuleState } from '../../domain/module-state.ts';

/** Whether a module that ended so has its change on the integration branch. */
export function hasLanded(state: ModuleState): boolean {
  return state === 'merged' || state === 'adopted';
}
