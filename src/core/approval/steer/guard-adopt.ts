import { showValue } from '../show-value.ts';
import { findNamed } from './find-named.ts';
import type { Steered } from './guard-steer.ts';
import type { SteerState } from './steer-state.ts';

const landed: ReadonlySet<string> = new Set(['merged', 'adopted']);

/** `adopt`: takes a person's commit for the change of a module that is not at work and has not landed. */
export function guardAdopt({ module: name, commit }: Record<string, unknown>, state: SteerState): Steered {
  const module = findNamed(name, state);
  if (typeof module === 'string') return { kind: 'refused', why: module };
  const { key, path, state: now, begun = false } = module;
  if (typeof commit !== 'string' || !/^[^\s\p{Cc}]{1,250}$/u.test(commit))
    return {
      kind: 'refused',
      why: `"commit" must be a commit's id or a branch of the repository, not ${showValue(commit)}`,
    };
  if (begun) return { kind: 'refused', why: `${path} is at work: skip it first, then adopt a commit for it` };
  if (landed.has(now)) return { kind: 'refused', why: `${path} has ended as ${now}: there is nothing to adopt` };
  return { kind: 'accepted', decision: { kind: 'adopt', module: key, commit } };
}
