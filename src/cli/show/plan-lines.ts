import { shellWord } from '../../core/shell/shell-word.ts';
import type { Usage } from '../../domain/usage.ts';
import { count, duration, usd as money } from '../../core/text/human-units.ts';
import { table } from '../../dev/show/table.ts';
import type { MigrationFile } from '../../domain/migration-file.ts';
import type { LeftOut } from '../../domain/left-out.ts';
import type { MigrationReport, ModuleResult } from '../../domain/migration-report.ts';
import { firstLine } from '../../core/text/first-line.ts';

/** Whether a module's tests prove something before any change, so that it can be migrated. */
function isProvable({ state }: ModuleResult): boolean {
  return state === 'planned';
}

/** What `drover plan` shows: the modules and their baselines, the approvals to come, the limits, and what to type next. */
export function planLines(path: string, file: MigrationFile, report: MigrationReport): string[] {
  const { modules, wholeBaseline: whole } = report;
  return [
    '',
    baselineTable(report),
    '',
    ...modules.filter((module) => !isProvable(module)).flatMap(whyNot),
    ...(whole?.problem === undefined
      ? []
      : whyNot({ path: 'the whole migration (per: migration)', state: 'proves nothing', reason: whole.problem })),
    ...summary(modules, report.seconds),
    ...waves(report),
    ...leftOut(report),
    ...owners(report),
    ...report.warnings.map((warning) => `Warning: ${warning}`),
    approvals(file, modules.filter(isProvable).length),
    limits(file),
    ...costs(file, report),
    ...next(path, report),
  ];
}

/** Sizes stand beside the tests where they are known; lines are not counted in a very large repository. */
function baselineTable({ modules, wholeBaseline: whole, facts = [] }: MigrationReport): string {
  const known = new Map(facts.map((one) => [one.path, one]));
  const hasLines = facts.some(({ lines }) => lines !== undefined);
  const sizes = (path: string) => [
    ...(facts.length > 0 ? [known.get(path)?.files] : []),
    ...(hasLines ? [known.get(path)?.lines] : []),
  ];
  const head = [...(facts.length > 0 ? ['files'] : []), ...(hasLines ? ['lines'] : []), 'tests', 'failing'];
  const rows = modules.map((module) => [
    module.path,
    module.role === 'module' ? '' : module.role,
    ...sizes(module.path),
    module.baseline?.tests,
    module.baseline?.failing,
    isProvable(module) ? rowNote(module) : module.state,
  ]);
  if (whole !== undefined)
    rows.push([
      ...['.', 'whole', ...sizes('.'), whole.tests, whole.failing],
      whole.problem === undefined ? '' : 'proves nothing',
    ]);
  return table(['module', '', ...head, ''], rows, ['left', 'left', ...head.map(() => 'right' as const), 'left']);
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
const shownWaves = 20;

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

function waves({ waves: counts = [] }: MigrationReport): string[] {
  if (counts.length === 0) return [];
  const shown = counts.slice(0, shownWaves).join(', ');
  const more = counts.length > shownWaves ? ` and ${counts.length - shownWaves} more waves` : '';
  return [`${count(counts.length, 'wave')}: ${shown}${more}. A module begins when what it depends on has landed.`];
}

const whyLeftOut: Record<LeftOut['reason'], string> = {
  vendored: 'written by others',
  generated: 'written by programs',
  binary: 'no text',
  large: 'larger than 1 MiB',
};

/** What is in no module, although it may be around it; who names a file in modules.include has it all the same. */
function leftOut({ leftOut: groups = [] }: MigrationReport): string[] {
  return groups.map(({ reason, files, paths }) => {
    const more = files > paths.length ? ` and ${files - paths.length} more` : '';
    return `Left out, ${whyLeftOut[reason]}: ${count(files, 'file')}: ${paths.join(', ')}${more}.`;
  });
}

const shownOwners = 10;

/** Whom the changes concern, those with the most modules first. */
function owners({ facts = [] }: MigrationReport): string[] {
  const counts = new Map<string, number>();
  for (const owner of facts.flatMap((one) => one.owners)) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  if (counts.size === 0) return [];
  const all = [...counts].toSorted(([, one], [, other]) => other - one);
  const shown = all.slice(0, shownOwners).map(([owner, number]) => `${owner} (${number})`);
  const more = all.length > shownOwners ? ` and ${all.length - shownOwners} more` : '';
  return [`Owners, by CODEOWNERS, and how many modules each has: ${shown.join(', ')}${more}.`];
}

function approvals({ approve }: MigrationFile, modules: number): string {
  const plan = approve.plan ? 'the plan' : '';
  const merges = { each: `each merge (up to ${modules})`, wave: 'each wave of merges', none: '' }[approve.merge];
  const all = [plan, merges].filter((part) => part !== '').join(', and ');
  if (all !== '') return `A person has to approve ${all}.`;
  const but = approve.config === 'none' ? '' : ', unless a module changes how tests are built and run';
  return `A person has to approve nothing${but}.`;
}

function limits({ concurrency, budget, model }: MigrationFile): string {
  const { attempts, perModule, total, onExceeded } = budget;
  const inAll = amounts({ ...budget, attempts: total.attempts, turns: total.turns });
  const each = amounts(perModule).map((amount) => `${amount} a module`);
  const [first] = inAll;
  const all = [...(first === undefined ? [] : [`${inAll.join(', ')} in all`]), ...each];
  const end = onExceeded === 'wait' ? 'then it waits until somebody raises that' : 'then what needs more ends';
  const spending = all.length === 0 ? 'no limit on money: set budget.usd' : `at most ${all.join(', ')}; ${end}`;
  return `Up to ${concurrency} side by side; ${model.name}, up to ${count(attempts, 'attempt')} a module; ${spending}.`;
}

/** From sizes alone; what a recipe does, and how hard the goal is, shows in the first modules. */
function costs({ model, budget }: MigrationFile, { estimate }: MigrationReport): string[] {
  if (estimate === undefined) return [];
  const { low, high } = estimate;
  const tokens = ({ inputTokens, outputTokens }: Usage) =>
    `${thousands(inputTokens)} tokens in and ${thousands(outputTokens)} out`;
  return [
    `A first guess, from sizes alone, if every module needs the model: from ${money(low.microUsd)} (${tokens(low)}: done at once) to ${money(high.microUsd)} ` +
      `(${tokens(high)}: all ${count(budget.attempts, 'attempt')}), at list prices of ${model.name}.`,
  ];
}

function thousands(tokens: number): string {
  return tokens < 1_000_000 ? `${Math.round(tokens / 1_000)} thousand` : `${(tokens / 1_000_000).toFixed(1)} million`;
}

type Amounts = { [Name in 'usd' | 'tokens' | 'turns' | 'attempts' | 'hours']?: number | undefined };

function amounts({ usd, tokens, turns, attempts, hours }: Amounts): string[] {
  const counted = Object.entries({ token: tokens, turn: turns, attempt: attempts, hour: hours });
  return [
    ...(usd === undefined ? [] : [`${usd.toFixed(2)} USD`]),
    ...counted.flatMap(([noun, amount]) => (amount === undefined ? [] : [count(amount, noun)])),
  ];
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
