import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { ModuleResource } from '../../api/resources/module-resource.ts';
import { budgetWords } from '../../core/budget/budget-warnings.ts';
import { ago, count, usd } from '../../core/text/human-units.ts';
import { table } from '../../dev/show/table.ts';
import { hasEnded } from '../choose/has-ended.ts';
import { showWaits } from './show-waits.ts';
import { reasonLines } from '../../dev/show/reason-lines.ts';

type Verification = NonNullable<MigrationResource['verification']>;

/** A migration as `drover status` shows it: where it is, what it waits for, what went wrong, and what to type next. */
export function showMigration(migration: MigrationResource, modules: ModuleResource[], now: number): string[] {
  const { counts, problem, warnings, refusedSignals } = migration;
  const parts = [
    heading(migration, now),
    counts.total === 0 || migration.mode !== 'migrate' ? [] : [countTable(counts)],
    showWaits(migration, now),
    notMerged(migration),
    [
      ...(problem === undefined ? [] : [`Problem: ${problem}`]),
      // One that failed has its reason among its warnings, too.
      ...warnings.filter((warning) => warning !== problem).map((warning) => `Warning: ${warning}`),
      ...refusedSignals.map((why) => `Refused signal: ${why}`),
      ...modules.flatMap((module) => module.refusedSignals.map((why) => `Refused signal to ${module.path}: ${why}`)),
    ],
    next(migration),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part]));
}

function heading(migration: MigrationResource, now: number): string[] {
  const { id, mode, status, phase, repository, createdAt, startedBy, usage, budget, ui, branch, head, verification } =
    migration;
  const base = repository.base === undefined ? '' : ` at ${repository.base.slice(0, 10)}`;
  const rows = [
    [
      'status',
      `${mode === 'migrate' ? '' : `${mode}, `}${status}${hasEnded(status) || phase === status ? '' : `, ${phase}`}`,
    ],
    ['repository', `${repository.url} (${repository.ref}${base})`],
    ['asked for', `${ago(createdAt, now)} by ${startedBy}`],
    ['cost', `${usd(usage.microUsd)}, ${count(usage.modelCalls, 'model call')}`],
    ...(budget === undefined ? [] : [['budget', budget.map(budgetWords).join('; ')]]),
    ...(branch === undefined ? [] : [['branch', `${branch}${head === undefined ? '' : ` at ${head.slice(0, 10)}`}`]]),
    ...(verification === undefined ? [] : [['verified', verifiedWords(verification)]]),
    ...(ui === undefined ? [] : [['Temporal UI', ui]]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return [id, ...rows.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`)];
}

/** How far the verification of the whole branch is, or how it ended. */
function verifiedWords({ verdict, checked, subjects, note, red, takenBack }: Verification): string {
  const end = {
    verified: 'the whole branch is green',
    'red-at-base': 'the branch is red where it is so without any merged module, too',
    rejected: 'the branch stayed red, and is not delivered',
    'nothing-merged': 'there is nothing on the branch',
  };
  const parts = [
    verdict === undefined ? `${checked} of ${subjects} on the whole branch` : end[verdict],
    ...(red.length > 0 ? [`${count(red.length, 'command')} red`] : []),
    ...(takenBack.length > 0 ? [`${count(takenBack.length, 'module')} taken back`] : []),
  ];
  return `${parts.join(', ')}${note === '' ? '' : `. ${note}`}`;
}

function countTable(counts: MigrationResource['counts']): string {
  return table(
    ['modules', 'planned', 'at work', 'waiting', 'merged', 'unchanged', 'unresolved', 'other'],
    [
      [
        counts.total,
        counts.planned,
        counts.running,
        counts.waiting,
        counts.merged,
        counts.unchanged,
        counts.unresolved,
        counts.other,
      ],
    ],
    Array.from({ length: 8 }, () => 'right'),
  );
}

function notMerged({ reasons }: MigrationResource): string[] {
  return reasons.length === 0 ? [] : ['Not merged:', ...reasonLines(reasons)];
}

function next({ id, status, waits }: MigrationResource): string[] {
  if (hasEnded(status)) return [`The whole report: drover report ${id}`];
  if (status === 'paused') return [`It is paused. To let it go on: drover resume ${id}`];
  return waits.length > 0 ? [] : [`To see it go on: drover watch ${id}`];
}
