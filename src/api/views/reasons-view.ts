import { redact } from '../../core/migration-file/redact.ts';
import { firstLine } from '../../core/text/first-line.ts';
import type { ReasonGroup } from '../../domain/reason-group.ts';
import type { ReasonResource } from '../resources/reason-resource.ts';

const shownGroups = 50;
const shownPaths = 10;

/** Why modules were not merged, the commonest reasons first; the report has all of them, and whole. */
export function reasonsView(groups: ReasonGroup[]): ReasonResource[] {
  return groups.slice(0, shownGroups).map(({ state, reason, count, paths }) => ({
    state,
    reason: redact(firstLine(reason)),
    count,
    paths: paths.slice(0, shownPaths),
  }));
}
