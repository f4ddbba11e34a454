import { showValue } from '../show-value.ts';
import type { Steered } from './guard-steer.ts';
import type { SteerState } from './steer-state.ts';

/** As many as a migration file may say. */
const most = 200;

/** `concurrency`: how many modules run at once from now on; those at work go on. */
export function guardConcurrency(
  { concurrency: wanted }: Record<string, unknown>,
  { concurrency }: SteerState,
): Steered {
  if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 1 || wanted > most)
    return { kind: 'refused', why: `"concurrency" must be a whole number from 1 to ${most}, not ${showValue(wanted)}` };
  if (wanted === concurrency) return { kind: 'refused', why: `"concurrency" is ${concurrency} already` };
  return { kind: 'accepted', decision: { kind: 'concurrency', concurrency: wanted } };
}
