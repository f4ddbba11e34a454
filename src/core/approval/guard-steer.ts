import type { ModuleState } from '../../domain/module-state.ts';
import type { Guarded } from './guarded.ts';
import { readMessage, type Via } from './read-message.ts';
import { showValue } from './show-value.ts';

/** A module as steering sees it: `going` until it has ended. */
export type SteeredModule = { key: string; path: string; state: 'going' | ModuleState };

export type SteerState = {
  /** Finds a module by its key or path. */
  find: (module: string) => SteeredModule | undefined;
  /** Set when the migration has ended, or is being stopped. */
  over?: string;
};

/** Judges a `steer` message: `skip` ends a module that has not ended; `retry` begins a new round of one that ended without landing. */
export function guardSteer(payload: unknown, via: Via, { find, over }: SteerState): Guarded {
  const read = readMessage(payload, via, JSON.stringify({ v: 1, kind: 'skip', module: 'KEY', actor: 'YOU' }));
  if (read.kind === 'refused') return read;
  const { actor, channel, reason, fields } = read.message;
  const { kind, module: name } = fields;
  if (kind !== 'skip' && kind !== 'retry')
    return { kind: 'refused', why: `"kind" must be "skip" or "retry", not ${showValue(kind)}` };
  if (typeof name !== 'string') return { kind: 'refused', why: `"module" must be a text, not ${showValue(name)}` };
  if (over !== undefined) return { kind: 'refused', why: over };
  const module = find(name);
  if (module === undefined) return { kind: 'refused', why: `there is no module ${showValue(name)} here` };
  const problem = kind === 'skip' ? skipProblem(module) : retryProblem(module);
  if (problem !== undefined) return { kind: 'refused', why: problem };
  return { kind: 'accepted', decision: { kind, actor, channel, reason, module: module.key } };
}

function skipProblem({ path, state }: SteeredModule): string | undefined {
  return state === 'going' ? undefined : `${path} has ended as ${state}: there is nothing to skip`;
}

function retryProblem({ path, state }: SteeredModule): string | undefined {
  if (state === 'going') return `${path} has not ended: there is nothing to retry`;
  if (state === 'merged' || state === 'unchanged') return `${path} has ended as ${state}: there is nothing to retry`;
  return undefined;
}
