import { duration, usd } from '../text/human-units.ts';
import { groupReasons } from '../workflow/group-reasons.ts';
import { ownModules } from './own-modules.ts';
import type { ReportedMigration } from './reported-migration.ts';

/** The figures that stand at the top of a report: names and values. */
export function summaryFigures({ report }: ReportedMigration): [name: string, value: string][] {
  const { modules, usage, seconds } = report;
  const ended = (state: string) => modules.filter((module) => module.state === state).length;
  const notMerged = groupReasons(modules).reduce((sum, group) => sum + group.count, 0);
  const counted = ownModules(modules, ({ role }) => role);
  const tests = (side: 'before' | 'after') => counted.reduce((sum, module) => sum + (module.tests?.[side] ?? 0), 0);
  return [
    ['modules', `${modules.length}`],
    ['merged', `${ended('merged') + ended('adopted')}`],
    ['unchanged', `${ended('unchanged')}`],
    ['not merged', `${notMerged}`],
    ['tests before', `${tests('before')}`],
    ['tests after', `${tests('after')}`],
    ['model', usd(usage.microUsd)],
    ['time', duration(seconds)],
  ];
}
