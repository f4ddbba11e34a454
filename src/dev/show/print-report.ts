import Table from 'cli-table3';
import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';

export type PrintedReport = { report: MigrationReport; repository: string; print: (line: string) => void };

/** Prints what a person wants to know at the end: what was proved, what was refused on the way, what it cost, where the branch is. */
export function printReport({ report, repository, print }: PrintedReport): void {
  const table = new Table({
    head: ['module', 'state', 'attempts', 'turns', 'tests before', 'after', 'same', 'commit'],
    style: { head: [], border: [], compact: true },
  });
  for (const module of report.modules) table.push(row(module));
  print(`\n${table.toString()}`);
  const repaired = report.modules.filter((module) => module.refused.length > 0);
  if (repaired.length > 0) print('\nRefused by evidence on the way:');
  for (const module of repaired) for (const why of module.refused) print(`  ${module.path}: ${why}`);
  const notMerged = report.modules.filter((module) => module.state !== 'merged');
  for (const module of notMerged) print(`${module.state}: ${module.path}: ${module.reason ?? ''}`);
  for (const warning of report.warnings) print(`Warning: ${warning}`);

  const { usage } = report;
  const merged = report.modules.length - notMerged.length;
  print(`\n${report.status}: ${merged} of ${report.modules.length} modules merged, in ${report.seconds.toFixed(1)} s.`);
  print(
    `Model: ${usage.modelCalls} calls, ${usage.inputTokens} tokens in (${usage.cachedTokens} of them cached), ${usage.outputTokens} out, ` +
      `${(usage.microUsd / 1_000_000).toFixed(2)} USD at list prices.`,
  );
  if (report.branch === null) return;
  print(`The branch is ${report.branch} in ${repository}:`);
  print(`  git -C '${repository}' log --oneline ${report.base.slice(0, 10)}..${report.branch}`);
}

function row(module: ModuleResult): (string | number)[] {
  const { tests } = module;
  return [
    module.path,
    module.state,
    module.attempts,
    module.turns,
    tests?.before ?? '-',
    tests?.after ?? '-',
    tests?.matched ?? '-',
    module.commit?.slice(0, 10) ?? '-',
  ];
}
