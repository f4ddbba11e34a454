import type { ReasonGroup } from '../../domain/reason-group.ts';

/** The largest groups first; those of one size stay in the order of their first modules. */
export function largestFirst(groups: ReadonlyMap<string, ReasonGroup>): ReasonGroup[] {
  return [...groups.values()].sort((one, other) => other.count - one.count);
}
