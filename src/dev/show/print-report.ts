import { unansweredLines } from '../../core/report/unanswered-lines.ts';
import { reviewWords } from '../../core/review/review-words.ts';
import { finalLine } from '../../core/final/final-line.ts';
import { isLocalRepository } from '../../core/migration-file/is-local-repository.ts';
import { shellWord } from '../../core/shell/shell-word.ts';
import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import { costLine } from './cost-line.ts';
import { count, duration } from '../../core/text/human-units.ts';
import { groupReasons } from '../../core/workflow/group-reasons.ts';
import { reasonLines } from './reason-lines.ts';
import { table } from './table.ts';

export type PrintedReport = { report: MigrationReport; repository: string; print: (line: string) => void };

/** Prints what a person wants to know at the end: what was proved, what was refused on the way, what it cost, where the branch is. */
export function printReport({ report, repository, print }: PrintedReport): void {
  if (report.modules.length > 0) print(`\n${moduleTable(report.modules)}`);
  const repaired = report.modules.filter((module) => module.refused.length > 0);
  if (repaired.length > 0) print('\nRefused on the way:');
  for (const module of repaired) for (const why of module.refused) print(`  ${module.path}: ${why}`);
  const reviewed = report.modules.flatMap(({ path, reviews = [] }) => reviews.map((note) => ({ path, note })));
  if (reviewed.length > 0) print('\nReviewed:');
  for (const { path, note } of reviewed) print(`  ${path}, attempt ${note.attempt}: ${reviewWords(note)}`);
  const reasons = groupReasons(report.modules);
  if (reasons.length > 0) print('\nNot merged:');
  for (const line of reasonLines(reasons)) print(line);
  if (report.finalVerification !== undefined) print(`\n${finalLine(report.finalVerification)}`);
  const warnings = [...unansweredLines(report), ...report.warnings];
  if (warnings.length > 0) print('');
  for (const warning of warnings) print(`Warning: ${warning}`);

  print(`\n${conclusion(report)}`);
  print(costLine(report.usage));
  if (report.branch === null) return;
  print(`The branch is ${report.branch} in ${repository}:`);
  print(`  ${logCommand(repository, report.base.slice(0, 10), report.branch)}`);
}

/** The command that shows the branch's commits; one that is elsewhere is fetched first, into the repository that the reader stands in. */
function logCommand(repository: string, base: string, branch: string): string {
  return isLocalRepository(repository) && !repository.startsWith('file:')
    ? `git -C ${shellWord(repository)} log --oneline ${base}..${shellWord(branch)}`
    : `git fetch ${shellWord(repository)} ${shellWord(branch)} && git log --oneline ${base}..FETCH_HEAD`;
}

function conclusion({ mode, status, modules, seconds }: MigrationReport): string {
  const ended = (state: ModuleResult['state']) => modules.filter((module) => module.state === state).length;
  const unchanged = ended('unchanged') === 0 ? '' : `, ${ended('unchanged')} unchanged`;
  const all = count(modules.length, 'module');
  switch (mode) {
    case 'migrate':
      return `${status}: ${ended('merged') + ended('adopted')} of ${all} merged${unchanged}, in ${duration(seconds)}.`;
    case 'try':
      return `${status}: ${ended('verified')} of ${all} verified${unchanged}, and nothing merged, in ${duration(seconds)}.`;
    case 'plan':
      return `${status}: ${ended('planned')} of ${all} can be proved${unchanged}, in ${duration(seconds)}.`;
  }
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
