import { redact } from '../../core/migration-file/redact.ts';
import { firstLine } from '../../core/text/first-line.ts';
import { groupReasons } from '../../core/workflow/group-reasons.ts';
import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ReasonResource } from '../resources/reason-resource.ts';

const shownGroups = 50;
const shownPaths = 10;

/** Why modules were not merged, the commonest reasons first; the report has all of them, and whole. */
export function reasonsView(modules: ModuleResult[]): ReasonResource[] {
  return groupReasons(modules)
    .slice(0, shownGroups)
    .map(({ state, reason, count, paths }) => ({
      state,
      reason: redact(firstLine(reason)),
      count,
      paths: paths.slice(0, shownPaths),
    }));
}
