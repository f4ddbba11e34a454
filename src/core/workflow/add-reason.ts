import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ReasonGroup } from '../../domain/reason-group.ts';
import { reasonShape } from './reason-shape.ts';

/** Counts a module that did not end well among those that ended alike; of each group, at most `mostPaths` paths are kept. */
export function addReason(
  groups: Map<string, ReasonGroup>,
  { path, state, reason = 'no reason was given' }: Pick<ModuleResult, 'path' | 'state' | 'reason'>,
  mostPaths = Infinity,
): void {
  const key = `${state} ${reasonShape(reason, path)}`;
  const group = groups.get(key) ?? { state, reason, count: 0, paths: [] };
  group.count += 1;
  if (group.paths.length < mostPaths) group.paths.push(path);
  groups.set(key, group);
}
