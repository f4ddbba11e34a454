import type { ModuleView } from '../../domain/module-view.ts';
import { resting } from './resting.ts';

export type SweepState = {
  running: { key: string }[];
  groups: { key: string; members: string[] }[];
  awaiting: ModuleView[];
};

/**
 * The merges that wait, once all running modules do and none can begin before something lands: a wave. Undefined as long as one is at work.
 *
 * @param canBegin whether a module that has not begun may begin now
 */
export function waveAtRest(state: SweepState, canBegin: boolean): ModuleView[] | undefined {
  if (canBegin || state.running.length === 0) return undefined;
  const waits = resting(state);
  if (!state.running.every(({ key }) => waits.has(key))) return undefined;
  const shown = new Set([...state.running.map(({ key }) => key), ...state.groups.map(({ key }) => key)]);
  return state.awaiting.filter(({ key }) => shown.has(key));
}
