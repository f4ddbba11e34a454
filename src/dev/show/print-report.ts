import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import { costLine } from './cost-line.ts';
import { count, duration } from './human-units.ts';
import { table } from './table.ts';

export type PrintedReport = { report: MigrationReport; repository: string; print: (line: string) => void };

/** Prints what a person wants to know at the end: what was proved, what was refused on the way, what it cost, where the branch is. */
export function printReport({ report, repository, print }: PrintedReport): void {
  print(`\n${moduleTable(report.modules)}`);
  const repaired = report.modules.filter((module) => module.refused.length > 0);
  if (repaired.length > 0) print('\nRefused by evidence on the way:');
  for (const module of repaired) for (const why of module.refused) print(`  ${module.path}: ${why}`);
  const notMerged = report.modules.filter(({ state }) => state !== 'merged' && state !== 'unchanged');
  if (notMerged.length > 0) print('\nNot merged:');
  for (const module of notMerged) print(`  ${module.path}: ${module.state}: ${module.reason ?? 'no reason was given'}`);
  if (report.warnings.length > 0) print('');
  for (const warning of report.warnings) print(`Warning: ${warning}`);

  const unchanged = report.modules.filter(({ state }) => state === 'unchanged').length;
  const merged = report.modules.length - notMerged.length - unchanged;
  print(
    `\n${report.status}: ${merged} of ${count(report.modules.length, 'module')} merged` +
      `${unchanged === 0 ? '' : `, ${unchanged} unchanged`}, in ${duration(report.seconds)}.`,
  );
  print(costLine(report.usage));
  if (report.branch === null) return;
  print(`The branch is ${report.branch} in ${repository}:`);
  print(`  git -C '${repository}' log --oneline ${report.base.slice(0, 10)}..${report.branch}`);
}

function moduleTable(modules: ModuleResult[]): string {
  return table(
    ['module', 'state', 'attempts', 'turns', 'tests before', 'after', 'same', 'commit'],
    modules.map(({ path, state, attempts, turns, tests, commit }) => [
      path,
      state,
      attempts,
      turns,
      tests?.before,
      tests?.after,
      tests?.matched,
      commit?.slice(0, 10),
    ]),
    ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
  );
}
