import type { ModuleResult } from '../../domain/migration-report.ts';
import { reasonShape } from './reason-shape.ts';

/** Modules that ended alike, for the same reason in other words. */
export type ReasonGroup = {
  state: ModuleResult['state'];
  /** In the words of the first of them. */
  reason: string;
  count: number;
  /** The paths of all of them, in the order that they were given in. */
  paths: string[];
};

/** The states in which a module is as it should be; 'planned' and 'verified' are those of what was only looked at or tried. */
const well: ReadonlySet<string> = new Set(['merged', 'unchanged', 'planned', 'verified']);

/**
 * Groups the modules that did not end well by why: the same failure in 40 modules is one group of 40. The largest groups come first. Reasons
 * are the same when they differ only in what differs between modules (see `reasonShape`).
 */
export function groupReasons(modules: Pick<ModuleResult, 'path' | 'state' | 'reason'>[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const { path, state, reason = 'no reason was given' } of modules) {
    if (well.has(state)) continue;
    const key = `${state} ${reasonShape(reason, path)}`;
    const group = groups.get(key) ?? { state, reason, count: 0, paths: [] };
    group.count += 1;
    group.paths.push(path);
    groups.set(key, group);
  }
  // Sorting is stable: groups of one size stay in the order of their first modules.
  return [...groups.values()].sort((one, other) => other.count - one.count);
}
