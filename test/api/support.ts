import { groupReasons } from '../../src/core/workflow/group-reasons.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import { tallyResults } from '../../src/core/workflow/tally-results.ts';
import type { MigrationRecord } from '../../src/domain/migration-record.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleState } from '../../src/domain/module-state.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { ProgressView } from '../../src/domain/progress-view.ts';
import { smallMigration } from '../support/small-migration.ts';

/** A commit's id, a tree of one digit. */
export const commit = (digit: string) => digit.repeat(40);
/** A digest, of one digit. */
export const digest = (digit: string) => digit.repeat(64);

/** What was asked for, as a record has it. */
export function recordFor(more: Partial<MigrationRecord> = {}): MigrationRecord {
  const id = more.id ?? 'small-1';
  return {
    v: 1,
    id,
    tenant: 'default',
    name: 'small',
    mode: 'migrate',
    file: MigrationFile.parse(smallMigration('https://git.example/widgets.git')),
    digest: digest('d'),
    createdAt: '2026-01-01T00:00:00.000Z',
    actor: 'ann',
    workflowId: `migration/default/${id}`,
    ...more,
  };
}

/** A module that has ended. */
export function resultFor(path: string, more: Partial<ModuleResult> = {}): ModuleResult {
  return {
    key: keyOf(path),
    path,
    role: 'module',
    state: 'merged',
    round: 1,
    attempts: 1,
    turns: 3,
    refused: [],
    decisions: [],
    usage: { ...noUsage, microUsd: 10 },
    ...more,
  };
}

/** A module at work, as its workflow shows it. */
export function viewFor(path: string, more: Partial<ModuleView> = {}): ModuleView {
  return {
    key: keyOf(path),
    path,
    role: 'module',
    state: 'attempting',
    workflowId: `migration/default/small-1/module/${keyOf(path)}/1`,
    round: 1,
    attempt: 1,
    attempts: 4,
    turns: 2,
    tried: [],
    reviews: [],
    reminders: 0,
    paused: false,
    note: 'It works.',
    refused: [],
    refusedSignals: [],
    decisions: [],
    usage: { ...noUsage, microUsd: 5 },
    ...more,
  };
}

/** A migration's progress of three modules, of which none has begun. */
export function progressFor(more: Partial<ProgressView> = {}): ProgressView {
  const { finished = [] } = more;
  const { counts, usage } = tallyResults(finished, []);
  const [merged = 0, unchanged = 0, unresolved = 0] = ['merged', 'unchanged', 'unresolved'].map((state) =>
    counts.get(state as ModuleState),
  );
  return {
    name: 'small',
    mode: 'migrate',
    phase: 'sweep',
    paused: false,
    base: commit('b'),
    plan: digest('a'),
    total: 3,
    planned: 3,
    running: [],
    awaiting: [],
    ended: { merged, unchanged, unresolved, other: finished.length - merged - unchanged - unresolved },
    finished,
    reasons: groupReasons(finished),
    usage,
    decisions: [],
    refusedSignals: [],
    warnings: [],
    ...more,
  };
}

/** A plan of these modules. */
export function planFor(paths: string[]): Plan {
  const modules = paths.map((path) => ({
    key: keyOf(path),
    path,
    role: 'module' as const,
    paths: [path],
    mayChange: [path],
  }));
  return { v: 1, migration: 'small-1', file: recordFor().file, base: commit('b'), modules, warnings: [] };
}

/** A module's key in these tests: its path, with dashes. */
function keyOf(path: string): string {
  return path.replaceAll(/[^a-z0-9]/g, '-');
}

/** A running module as progress names it. */
export function runningFor(path: string): ProgressView['running'][number] {
  return { key: keyOf(path), path, workflowId: `migration/default/small-1/module/${keyOf(path)}/1` };
}
