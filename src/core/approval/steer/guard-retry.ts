import type { RetrySettings } from '../../../domain/decision.ts';
import { showValue } from '../show-value.ts';
import { findNamed } from './find-named.ts';
import type { Steered } from './guard-steer.ts';
import type { SteeredModule, SteerState } from './steer-state.ts';

const efforts: readonly unknown[] = ['low', 'medium', 'high', 'xhigh'];
const mostAttempts = 100;
const landed: ReadonlySet<string> = new Set(['merged', 'adopted', 'unchanged']);

/**
 * `retry`: begins new rounds of one module (`module`), of all that are unresolved (`unresolved: true`), or of all that ended for the same reason as one
 * (`like`); with another `model`, `effort` or number of `attempts` where that is named.
 */
export function guardRetry(fields: Record<string, unknown>, state: SteerState): Steered {
  const modules = choose(fields, state);
  if (typeof modules === 'string') return { kind: 'refused', why: modules };
  const settings = readSettings(fields);
  if (typeof settings === 'string') return { kind: 'refused', why: settings };
  const keys = modules.map(({ key }) => key);
  const [only] = keys;
  const named = fields['module'] === undefined ? { modules: keys } : { module: only ?? '' };
  const isSet = Object.keys(settings).length > 0;
  return { kind: 'accepted', decision: { kind: 'retry', ...named, ...(isSet && { with: settings }) } };
}

function choose(
  { module: name, unresolved, like }: Record<string, unknown>,
  state: SteerState,
): SteeredModule[] | string {
  const ways = [name !== undefined, unresolved !== undefined, like !== undefined].filter(Boolean).length;
  if (ways > 1) return 'name one of "module", "unresolved" and "like"';
  if (unresolved !== undefined) {
    if (unresolved !== true) return `"unresolved" must be true, not ${showValue(unresolved)}`;
    const all = state.unresolved();
    return all.length > 0 ? all : 'no module is unresolved: there is nothing to retry';
  }
  const module = findNamed(like ?? name, state);
  if (typeof module === 'string') return module;
  const problem = retryProblem(module);
  if (problem !== undefined) return problem;
  return like === undefined ? [module] : state.unresolved(module.key);
}

function retryProblem({ path, state }: SteeredModule): string | undefined {
  if (state === 'going') return `${path} has not ended: there is nothing to retry`;
  return landed.has(state) ? `${path} has ended as ${state}: there is nothing to retry` : undefined;
}

function readSettings({ model, effort, attempts }: Record<string, unknown>): RetrySettings | string {
  if (model !== undefined && (typeof model !== 'string' || !/^\S{1,200}$/.test(model)))
    return `"model" must be a model's id, not ${showValue(model)}`;
  if (effort !== undefined && !efforts.includes(effort))
    return `"effort" must be one of ${efforts.join(', ')}, not ${showValue(effort)}`;
  if (
    attempts !== undefined &&
    (!Number.isInteger(attempts) || Number(attempts) < 1 || Number(attempts) > mostAttempts)
  )
    return `"attempts" must be a whole number from 1 to ${mostAttempts}, not ${showValue(attempts)}`;
  return {
    ...(model !== undefined && { model }),
    ...(effort !== undefined && { effort: effort as NonNullable<RetrySettings['effort']> }),
    ...(attempts !== undefined && { attempts: Number(attempts) }),
  };
}
