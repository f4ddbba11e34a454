import { patched, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Baseline } from '../../activities/measure-baseline.ts';
import type { ProbedModels } from '../../activities/probe-models.ts';
import type { ModuleRef, PreparedMigration } from '../../activities/prepare-migration.ts';
import { amountOf } from '../../src/core/budget/amount-of.ts';
import type { Amount, Lease } from '../../src/core/budget/lease.ts';
import { addApproved } from '../../src/core/approval/add-approved.ts';
import { describeMigration } from '../../src/core/workflow/describe-migration.ts';
import { isModuleChange } from '../../src/core/workflow/is-module-change.ts';
import { shortenResult } from '../../src/core/workflow/shorten-result.ts';
import { countResult, tallyResults, type Tally } from '../../src/core/workflow/tally-results.ts';
import type { ApprovedConfiguration } from '../../src/domain/configuration-change.ts';
import type { AwaitedBudget, BudgetHunger } from '../../src/domain/budget.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { CommitId, MigrationId } from '../../src/domain/ids.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { MigrationMode } from '../../src/domain/migration-mode.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import type { AwaitedWave, MigrationPhase } from '../../src/domain/progress-view.ts';
import { configurationApprovedSignal, moduleChangedSignal, type ModuleChange, type WaveDecided } from '../messages.ts';
import type { FinalState } from './final/final-state.ts';
import { countPlanned, plannedModules } from './planned-modules.ts';
import { answerQueries } from './answer-queries.ts';
import { progress } from './progress.ts';
import { restLease } from './rest-lease.ts';
import { tellModule } from './tell-module.ts';

export type MigrateRepositoryInput = {
  v: 1;
  tenant: string;
  migration: MigrationId;
  mode: MigrationMode;
  /** With mode `try`: the module's path or key. */
  only?: string;
  file: MigrationFile;
  /** Who started it. */
  actor: string;
  /** What an earlier run of this workflow carried over; none at the start. */
  carried?: MigrationState;
};

export type RunningModule = {
  key: string;
  path: string;
  workflowId: string;
  module: ModuleRef;
  lease: Lease;
  /** When it was started, in milliseconds since the epoch, and what it has used as far as it has told. */
  startedAt: number;
  used: Amount;
  /** It has used what it was lent, and waits for more. */
  hungry?: BudgetHunger;
  /** It waits for others, and has given back what it had not used of its lease. */
  rests?: true;
  /** Its workflow is not there yet: what it is told now does not reach it. */
  starting?: true;
  /** A person said that it is to be skipped. */
  skipped?: Decision;
};

/** A group whose members are at work: they stand among the running modules, too. */
export type RunningGroup = { key: string; name: string; round: number; workflowId: string; members: string[] };

/** All that a migration carries over continue-as-new. */
export type MigrationState = {
  phase: MigrationPhase;
  startedAt: number;
  prepared?: PreparedMigration;
  /** The phase whose modules have been decided on. */
  begun?: MigrationPhase;
  paused: boolean;
  awaitsPlan?: { plan: string; since: number };
  awaitsWave?: AwaitedWave;
  /** What modules that waited in a wave have still to be told. */
  waveAnswers?: { workflowId: string; answer: WaveDecided }[];
  awaitsBudget?: AwaitedBudget;
  /** Why nobody is waited for when the budget is used up: nobody raised it in time. */
  budgetOver?: string;
  /** Where modules of the current phase start. */
  tip?: CommitId;
  pending: ModuleRef[];
  running: RunningModule[];
  /** Groups at work, and how those that have ended did, each as a whole. */
  groups: RunningGroup[];
  endedGroups: ModuleResult[];
  awaiting: ModuleView[];
  finished: ModuleResult[];
  /** Results of rounds that a retry followed. */
  earlier: ModuleResult[];
  decisions: Decision[];
  refusedSignals: string[];
  /** The kinds of configuration whose change a person has approved once for all modules. */
  approvedConfiguration: ApprovedConfiguration[];
  /** Modules whose tests failed before any change. */
  red: { path: string; tests: number; failing: number }[];
  /** What it cost to find out that its models can be worked with. */
  probed?: ProbedModels;
  /** The baseline of the migration's own commands, where it has such commands. */
  whole?: Baseline;
  /** The final verification, once it has begun. */
  final?: FinalState;
};

/** The state of a running migration, and the few ways in which it changes. */
export type MigrationRun = {
  readonly input: MigrateRepositoryInput;
  readonly state: MigrationState;
  /** What the results of all modules come to. */
  tally: Tally;
  /** Grows with everything that the sweep may be waiting for. */
  changes: number;
  /** How many modules are being told something: what is under way when a workflow is continued as new is lost. */
  telling: number;
  /** Whether this run of the workflow has begun to make the final verification's environment. */
  finalPrepared: boolean;
  /** The wave that this run of the workflow reminds people of. */
  waveReminded: string | undefined;
  /** Whether this run of the workflow reminds people of the budget that is waited for. */
  reminding: boolean;
  /** Why it failed or was stopped, for the report. */
  problem: string | undefined;
  /** Set when a decision, or the lack of one, and not Temporal's own cancellation, stopped it. */
  stopped: boolean;
  /** Cancels the migration for a reason that its report will give. */
  stop(problem: string): void;
  enter(phase: MigrationPhase): void;
  /** A module ended; hearing it twice (by signal and as a child's result) counts once. */
  moduleEnded(result: ModuleResult): void;
  /** A group ended as a whole; its members say themselves how they did. */
  groupEnded(result: ModuleResult): void;
  /** A module ends without having begun. */
  moduleLeft(result: ModuleResult): void;
  /** A module that had landed was taken back. */
  moduleTakenBack(result: ModuleResult): void;
  /** Counts all results anew, after one of them was taken out or changed. */
  recount(): void;
  /** Whether all that has ended ended well, so that others may build on it. */
  allWell(): boolean;
  /** The planned modules, of all phases, that have not ended. */
  unfinished(): ModuleRef[];
  /** Shows the state in the Temporal UI. */
  show(): void;
};

/** Begins, or after continue-as-new takes up again, a migration's state; hears its modules and answers queries. `cancel` stops its work. */
export function migrationRun(input: MigrateRepositoryInput, cancel: () => void): MigrationRun {
  // What is carried may come from a version that knew less.
  const state = { ...firstState(), ...input.carried };
  const run: MigrationRun = {
    input,
    state,
    tally: tallyResults(state.finished, state.earlier),
    changes: 0,
    telling: 0,
    finalPrepared: false,
    waveReminded: undefined,
    reminding: false,
    problem: undefined,
    stopped: false,
    stop(problem) {
      run.stopped = true;
      run.problem = problem;
      cancel();
    },
    enter(phase) {
      state.phase = phase;
      run.show();
    },
    moduleEnded(result) {
      if (!state.running.some((module) => module.key === result.key)) return;
      state.running = state.running.filter((module) => module.key !== result.key);
      state.awaiting = state.awaiting.filter((module) => module.key !== result.key);
      run.moduleLeft(result);
    },
    groupEnded(result) {
      // Heard twice, by signal and as a child's result; a retry may have begun the next round in between.
      if (!state.groups.some((group) => group.key === result.key && group.round === result.round)) return;
      state.groups = state.groups.filter((group) => group.key !== result.key);
      state.awaiting = state.awaiting.filter((module) => module.key !== result.key);
      state.endedGroups = [...state.endedGroups.filter((group) => group.key !== result.key), result];
      run.changes += 1;
      run.show();
    },
    moduleLeft(result) {
      const short = shortenResult(result, countPlanned(state));
      state.finished.push(short);
      countResult(run.tally, short);
      run.changes += 1;
      run.show();
    },
    moduleTakenBack(result) {
      const short = shortenResult(result, countPlanned(state));
      state.finished = state.finished.map((module) => (module.key === result.key ? short : module));
      state.endedGroups = state.endedGroups.map((group) => (group.key === result.key ? short : group));
      run.recount();
      run.show();
    },
    recount() {
      run.tally = tallyResults(state.finished, state.earlier);
    },
    allWell: () => run.tally.bad === 0,
    unfinished: () => plannedModules(state).filter(({ key }) => !run.tally.states.has(key)),
    show: () => setCurrentDetails(describeMigration(progress(run), workflowInfo().workflowId)),
  };
  answerQueries(run);
  setHandler(moduleChangedSignal, (change: unknown) => hearModule(run, change), {
    description: 'From a module: it waits for a person, goes on, or has ended.',
  });
  run.show();
  return run;
}

function firstState(): MigrationState {
  return {
    phase: 'preparing',
    startedAt: workflowInfo().startTime.getTime(),
    paused: false,
    pending: [],
    running: [],
    groups: [],
    endedGroups: [],
    awaiting: [],
    finished: [],
    earlier: [],
    decisions: [],
    refusedSignals: [],
    approvedConfiguration: [],
    red: [],
  };
}

function hearModule(run: MigrationRun, change: unknown): void {
  const { state, input } = run;
  // Anybody may send the signal from the Temporal UI; what is no module's would fail the workflow's task for good.
  if (!isModuleChange(change)) return;
  const { view, result } = change as Partial<ModuleChange>;
  if (result)
    return state.groups.some(({ key }) => key === result.key) ? run.groupEnded(result) : run.moduleEnded(result);
  if (!view) return;
  noteRed(state, view);
  noteUse(run, view);
  noteApproved(run, view);
  state.awaiting = [
    ...state.awaiting.filter((module) => module.key !== view.key),
    ...(view.awaits ? [shortenResult(view, countPlanned(state))] : []),
  ];
  // The wave may be whole now, or no longer.
  if (input.file.approve.merge === 'wave') run.changes += 1;
  run.show();
}

/** What a module has used, and whether it wants more, which the sweep sees to. */
function noteUse(run: MigrationRun, { key, usage, attempt, awaitsBudget: hunger, rests }: ModuleView): void {
  const module = run.state.running.find((running) => running.key === key);
  if (module === undefined) return;
  module.used = amountOf(usage, Number.isInteger(attempt) ? attempt : 0);
  delete module.hungry;
  delete module.rests;
  if (rests && patched('leases-rest')) {
    module.rests = true;
    restLease(run, module);
  }
  if (typeof hunger?.why !== 'string') return;
  module.hungry = { why: hunger.why, next: hunger.next === 'attempt' ? 'attempt' : 'turn' };
  run.changes += 1;
}

/** What one module was approved for holds for those that run and wait, too; those that start later are given it. */
function noteApproved(run: MigrationRun, { key, approvedConfiguration }: ModuleView): void {
  const { state, input } = run;
  if (approvedConfiguration === undefined || input.file.approve.config !== 'once') return;
  const approved = addApproved(state.approvedConfiguration, approvedConfiguration);
  if (approved.length === state.approvedConfiguration.length) return;
  state.approvedConfiguration = approved;
  for (const module of state.running)
    if (module.key !== key) tellModule(run, module.workflowId, configurationApprovedSignal, { v: 1, approved });
}

function noteRed(state: MigrationState, { path, baseline }: ModuleView): void {
  const { tests, failing } = baseline ?? { tests: 0, failing: 0 };
  if (!Number.isInteger(tests) || !Number.isInteger(failing) || failing < 1) return;
  if (!state.red.some((module) => module.path === path)) state.red.push({ path, tests, failing });
}
