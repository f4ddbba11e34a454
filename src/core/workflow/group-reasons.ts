import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ReasonGroup } from '../../domain/reason-group.ts';
import { addReason } from './add-reason.ts';
import { endedWell } from './ended-well.ts';
import { largestFirst } from './largest-first.ts';

/**
 * Groups the modules that did not end well by why: the same failure in 40 modules is one group of 40. The largest groups come first. Reasons
 * are the same when they differ only in what differs between modules (see `reasonShape`).
 */
export function groupReasons(modules: Pick<ModuleResult, 'path' | 'state' | 'reason'>[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const module of modules) if (!endedWell(module.state)) addReason(groups, module);
  return largestFirst(groups);
}
