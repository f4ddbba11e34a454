import { setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ModuleRef, PreparedMigration } from '../../activities/prepare-migration.ts';
import { addUsage } from '../../src/core/workflow/add-usage.ts';
import { describeMigration } from '../../src/core/workflow/describe-migration.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { CommitId, MigrationId } from '../../src/domain/ids.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { MigrationReport, MigrationStatus, ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import type { MigrationPhase, ProgressView } from '../../src/domain/progress-view.ts';
import { moduleChangedSignal, moduleQuery, progressQuery, type ModuleChange } from '../messages.ts';

export type MigrateRepositoryInput = {
  v: 1;
  tenant: string;
  migration: MigrationId;
  file: MigrationFile;
  /** What an earlier run of this workflow carried over; none at the start. */
  carried?: MigrationState;
};

export type RunningModule = { key: string; path: string; workflowId: string; module: ModuleRef };

/** All that a migration carries over continue-as-new. */
export type MigrationState = {
  phase: MigrationPhase;
  startedAt: number;
  prepared?: PreparedMigration;
  /** Where modules of the current phase start. */
  tip?: CommitId;
  pending: ModuleRef[];
  running: RunningModule[];
  awaiting: ModuleView[];
  finished: ModuleResult[];
};

/** The state of a running migration, and the few ways in which it changes. */
export type MigrationRun = {
  readonly input: MigrateRepositoryInput;
  readonly state: MigrationState;
  /** Why it failed, for the report. */
  problem: string | undefined;
  enter(phase: MigrationPhase): void;
  /** A module ended; hearing it twice (by signal and as a child's result) counts once. */
  moduleEnded(result: ModuleResult): void;
  allLanded(): boolean;
  /** The planned modules, of all phases, that have not ended. */
  unfinished(): ModuleRef[];
  /** Shows the state in the Temporal UI. */
  show(): void;
  report(status: MigrationStatus, head: CommitId, branch: string | null): MigrationReport;
};

/** Begins, or after continue-as-new takes up again, a migration's state; hears its modules and answers queries. */
export function migrationRun(input: MigrateRepositoryInput): MigrationRun {
  const state: MigrationState = input.carried ?? {
    phase: 'preparing',
    startedAt: workflowInfo().startTime.getTime(),
    pending: [],
    running: [],
    awaiting: [],
    finished: [],
  };
  const run: MigrationRun = {
    input,
    state,
    problem: undefined,
    enter(phase) {
      state.phase = phase;
      run.show();
    },
    moduleEnded(result) {
      if (!state.running.some((module) => module.key === result.key)) return;
      state.running = state.running.filter((module) => module.key !== result.key);
      state.awaiting = state.awaiting.filter((module) => module.key !== result.key);
      state.finished.push(result);
      run.show();
    },
    allLanded: () => state.finished.every((module) => module.state === 'merged' || module.state === 'unchanged'),
    unfinished: () => planned(state).filter(({ key }) => !state.finished.some((result) => result.key === key)),
    show: () => setCurrentDetails(describeMigration(input.file.name, progress(state))),
    report: (status, head, branch) => toReport(run, status, head, branch),
  };
  setHandler(progressQuery, () => progress(state), {
    description: 'Phase, modules that run, that wait for a person, that have ended.',
  });
  setHandler(moduleQuery, (key) => state.awaiting.find((view) => view.key === key), {
    description: 'A waiting module by its key.',
  });
  setHandler(
    moduleChangedSignal,
    (change: unknown) => {
      const { view, result } = (change ?? {}) as Partial<ModuleChange>;
      if (result) return run.moduleEnded(result);
      if (!view) return;
      state.awaiting = [...state.awaiting.filter((module) => module.key !== view.key), ...(view.awaits ? [view] : [])];
      run.show();
    },
    { description: 'From a module: it waits for a person, goes on, or has ended.' },
  );
  run.show();
  return run;
}

/** The modules of all phases. */
function planned({ prepared }: MigrationState): ModuleRef[] {
  return [prepared?.first, ...(prepared?.modules ?? []), prepared?.last].filter((module) => module !== undefined);
}

function progress(state: MigrationState): ProgressView {
  const { phase, pending, running, awaiting, finished, prepared } = state;
  const total = planned(state).length;
  return {
    phase,
    ...(prepared && { base: prepared.base, plan: prepared.plan }),
    total,
    planned: total - running.length - finished.length,
    running: running.map(({ key, path, workflowId }) => ({ key, path, workflowId })),
    awaiting: awaiting.filter(
      (module) => running.some(({ key }) => key === module.key) && pending.every(({ key }) => key !== module.key),
    ),
    finished,
  };
}

function toReport(run: MigrationRun, status: MigrationStatus, head: CommitId, branch: string | null): MigrationReport {
  const { finished, prepared, startedAt } = run.state;
  return {
    v: 1,
    id: run.input.migration,
    name: run.input.file.name,
    status,
    base: prepared?.base ?? '',
    head,
    branch,
    modules: [...finished].sort((one, other) => (one.path < other.path ? -1 : 1)),
    usage: finished.map((module) => module.usage).reduce(addUsage, noUsage),
    seconds: (Date.now() - startedAt) / 1000,
    warnings: [...(prepared?.warnings ?? []), ...(run.problem !== undefined ? [run.problem] : [])],
  };
}
