import type { ModuleState } from '../../domain/module-state.ts';

const well: ReadonlySet<string> = new Set<ModuleState>(['merged', 'adopted', 'unchanged', 'planned', 'verified']);

/** Whether a module is as it should be; 'planned' and 'verified' are the ends of what was only looked at or tried. */
export function endedWell(state: ModuleState): boolean {
  return well.has(state);
}
