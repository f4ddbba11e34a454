import type { Steered } from './guard-steer.ts';
import { findNamed } from './find-named.ts';
import type { SteerState } from './steer-state.ts';

/** `skip`: ends a module that has not ended. */
export function guardSkip({ module: name }: Record<string, unknown>, state: SteerState): Steered {
  const module = findNamed(name, state);
  if (typeof module === 'string') return { kind: 'refused', why: module };
  const { key, path, state: now } = module;
  if (now !== 'going') return { kind: 'refused', why: `${path} has ended as ${now}: there is nothing to skip` };
  return { kind: 'accepted', decision: { kind: 'skip', module: key } };
}
