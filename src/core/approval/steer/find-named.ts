import { showValue } from '../show-value.ts';
import type { SteeredModule, SteerState } from './steer-state.ts';

/** The module that a message names, or why there is none. */
export function findNamed(name: unknown, { find }: Pick<SteerState, 'find'>): SteeredModule | string {
  if (typeof name !== 'string') return `"module" must be a text, not ${showValue(name)}`;
  return find(name) ?? `there is no module ${showValue(name)} here`;
}
