import { shellWord } from '../../core/shell/shell-word.ts';
import { count, duration } from '../../core/text/human-units.ts';
import { table } from '../../dev/show/table.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import { firstLine } from '../../core/text/first-line.ts';

/** Whether a module's tests prove something before any change, so that it can be migrated. */
function isProvable({ state }: ModuleResult): boolean {
  return state === 'planned';
}

/** What `drover plan` shows: the modules and their baselines, the approvals to come, the limits, and what to type next. */
export function planLines(path: string, file: MigrationFile, report: MigrationReport): string[] {
  const { modules, wholeBaseline: whole } = report;
  const rows = modules.map((module) => [
    module.path,
    module.role === 'module' ? '' : module.role,
    module.baseline?.tests,
    module.baseline?.failing,
    isProvable(module) ? rowNote(module) : module.state,
  ]);
  if (whole !== undefined)
    rows.push(['.', 'whole', whole.tests, whole.failing, whole.problem === undefined ? '' : 'proves nothing']);
  return [
    '',
    table(['module', '', 'tests', 'failing', ''], rows, ['left', 'left', 'right', 'right', 'left']),
    '',
    ...modules.filter((module) => !isProvable(module)).flatMap(whyNot),
    ...(whole?.problem === undefined
      ? []
      : whyNot({ path: 'the whole migration (per: migration)', state: 'proves nothing', reason: whole.problem })),
    ...summary(modules, report.seconds),
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    approvals(file, modules.filter(isProvable).length),
    limits(file),
    ...next(path, report),
  ];
}

function rowNote({ baseline, reason }: ModuleResult): string | undefined {
  if (baseline === undefined) return reason;
  return baseline.tests === 0 ? 'no test was counted: exit codes alone are compared' : '';
}

/**
 * Whether there is anything to migrate, and the whole can be proved. What comes first or last is not measured by itself, and proves nothing
 * for the others.
 */
export function isPlanGood({ modules, wholeBaseline }: Pick<MigrationReport, 'modules' | 'wholeBaseline'>): boolean {
  if (wholeBaseline?.problem !== undefined) return false;
  const own = modules.filter(({ role }) => role === 'module');
  const judged = own.length > 0 ? own : modules;
  return judged.some(isProvable) || judged.every(({ state }) => state === 'unchanged');
}

const shownLines = 6;

/** Why a module can't be migrated, and the end of what its command said. */
function whyNot({ path, state, reason = '' }: { path: string; state: string; reason?: string }): string[] {
  const [, ...said] = reason.trim().split('\n');
  return [`${path}: ${state}: ${firstLine(reason)}`, ...said.slice(-shownLines).map((line) => `  | ${line}`), ''];
}

function summary(modules: ModuleResult[], seconds: number): string[] {
  const good = modules.filter(isProvable);
  const unchanged = modules.filter(({ state }) => state === 'unchanged').length;
  const bad = modules.length - good.length - unchanged;
  // What comes first or last is judged by tests of the modules, which would count twice.
  const own = good.filter(({ role }) => role === 'module');
  const tests = (own.length > 0 ? own : good).reduce((sum, { baseline }) => sum + (baseline?.tests ?? 0), 0);
  return [
    `${count(modules.length, 'module')}, looked at in ${duration(seconds)}: ${good.length} with ${count(tests, 'test')} that can prove something` +
      `${unchanged > 0 ? `, ${unchanged} with nothing to do` : ''}${bad > 0 ? `, ${bad} that can not be proved` : ''}.`,
  ];
}

function approvals({ approve }: MigrationFile, modules: number): string {
  const plan = approve.plan ? 'the plan' : '';
  const merges = approve.merge === 'each' ? `each merge (up to ${modules})` : '';
  const all = [plan, merges].filter((part) => part !== '').join(', and ');
  if (all !== '') return `A person has to approve ${all}.`;
  const but = approve.config === 'none' ? '' : ', unless a module changes how tests are built and run';
  return `A person has to approve nothing${but}.`;
}

function limits({ concurrency, budget, model }: MigrationFile): string {
  const { attempts, usd, tokens, hours, perModule } = budget;
  const money = [
    ...(usd === undefined ? [] : [`${usd.toFixed(2)} USD in all`]),
    ...(perModule?.usd === undefined ? [] : [`${perModule.usd.toFixed(2)} USD a module`]),
    ...(tokens === undefined ? [] : [count(tokens, 'token')]),
    ...(hours === undefined ? [] : [count(hours, 'hour')]),
  ];
  const spending = money.length === 0 ? 'no limit on money: set budget.usd' : `at most ${money.join(', ')}`;
  return `Up to ${concurrency} side by side; ${model.name}, up to ${count(attempts, 'attempt')} a module; ${spending}.`;
}

function next(path: string, report: MigrationReport): string[] {
  const { modules, wholeBaseline } = report;
  if (wholeBaseline?.problem !== undefined)
    return [
      `The whole can not be proved: mend the commands of per: migration in ${path} until they are green before the change.`,
    ];
  if (!isPlanGood(report))
    return [`Nothing can be proved: mend verify in ${path} until the tests pass before the change.`];
  const first = modules.find((module) => isProvable(module) && module.role === 'module') ?? modules.find(isProvable);
  if (first === undefined) return ['There is nothing to do.'];
  return [
    `To try one: drover try ${shellWord(path)} ${shellWord(first.path)}`,
    `To run all: drover run ${shellWord(path)}`,
  ];
}
