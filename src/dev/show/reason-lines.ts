import { firstLine } from '../../core/text/first-line.ts';
import { count } from '../../core/text/human-units.ts';

/** Modules that ended alike, as reports and the API have them; `paths` may be the first few of them. */
export type ShownReason = { state: string; reason: string; count: number; paths: string[] };

const shownPaths = 3;

/** Why modules were not merged, a line or two a group: the same failure in 40 modules is one line that says 40. */
export function reasonLines(groups: ShownReason[]): string[] {
  return groups.flatMap(({ state, reason, count: modules, paths }) => {
    const why = reason === state ? '' : `: ${firstLine(reason)}`;
    if (modules === 1) return [`  ${paths[0] ?? ''}: ${state}${why}`];
    const rest = modules - Math.min(shownPaths, paths.length);
    const named = paths.slice(0, shownPaths).join(', ');
    return [`  ${count(modules, 'module')} ${state}${why}`, `    ${named}${rest > 0 ? ` and ${rest} more` : ''}`];
  });
}
