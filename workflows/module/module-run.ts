import { condition, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { MergedExample } from '../../activities/support/choose-examples.ts';
import type { CallModelInput } from '../../activities/call-model.ts';
import type { ModuleStep } from '../../activities/support/module-step.ts';
import type { ModuleRef } from '../../activities/prepare-migration.ts';
import type { Lease } from '../../src/core/budget/lease.ts';
import { addUsage } from '../../src/core/workflow/add-usage.ts';
import { describeModule } from '../../src/core/workflow/describe-module.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { ApprovedConfiguration } from '../../src/domain/configuration-change.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { BlobRef, CommitId, MigrationId } from '../../src/domain/ids.ts';
import type { MigrationMode } from '../../src/domain/migration-mode.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModelChoice } from '../../src/domain/model-choice.ts';
import type { ModuleState } from '../../src/domain/module-state.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import type { Usage } from '../../src/domain/usage.ts';
import { mark } from '../mark.ts';
import { moduleQuery } from '../messages.ts';

export type MigrateModuleInput = {
  v: 1;
  tenant: string;
  migration: MigrationId;
  mode: MigrationMode;
  plan: BlobRef;
  module: ModuleRef;
  round: number;
  start: CommitId;
  /** The migration's workflow id. */
  parent: string;
  /** The merge queue's workflow id. */
  queue: string;
  /** What it is worked on with, in this order, each when the one before made no progress. */
  models: ModelChoice[];
  /** A person's commit that is taken for the module's change; no recipe runs then, and no model is asked. */
  adopt?: { commit: string; actor: string };
  /** Rules that people had added to the guide when it began. */
  rules?: string[];
  /** Modules that had been merged when it began: the newest ones, as examples. */
  examples: MergedExample[];
  budget: { attempts: number; turns: number; lease: Lease };
  approvals: {
    /** Whether a person approves each merge, or all of a wave at once. */
    merge: 'each' | 'wave' | 'none';
    /** Whether a person approves changes of configuration where merges need no approval; never where it is missing. */
    config?: 'once' | 'each' | 'none';
    /** With `once`: what was approved before this module began. */
    approvedConfiguration?: ApprovedConfiguration[];
    /** After how many milliseconds somebody is reminded, again and again, and after how many the wait ends; never where they are missing. */
    remind?: number;
    expire?: number;
    /** False: decisions by signal are refused. */
    signals: boolean;
  };
  /** Of a member: its group's workflow, and the commit that the group is judged from, where its tests are measured. */
  group?: { workflowId: string; name: string; base: CommitId };
  /** What its steps are beside baseline and verification. */
  has: { needed: boolean; recipe: boolean; goal: boolean; review?: boolean };
};

/** The state of a running module, and the few ways in which it changes. */
export type ModuleRun = {
  readonly input: MigrateModuleInput;
  readonly view: ModuleView;
  /** What every activity of this module is given. */
  readonly step: ModuleStep;
  /** The conversation so far, and the baseline of the current start. */
  conversation: BlobRef | undefined;
  /** Why the next conversation does not go on from the one before; undefined where it does. */
  resumed: CallModelInput['resumed'];
  baseline: BlobRef | undefined;
  /** What it may use now, and why it is to end instead of waiting for more; how often that was told. */
  lease: Lease;
  leaseOver: string | undefined;
  leaseChanges: number;
  /** The share of its lease that its migration knows of, in tenths. */
  toldTenths: number;
  /** What a person decided on the candidate that waits now. */
  decision: Decision | undefined;
  /** The head whose wave nobody decided on in time. */
  waveOver: CommitId | undefined;
  /** With `approve.config: once`: the kinds of configuration whose change a person has approved for all modules. */
  approvedConfiguration: ApprovedConfiguration[];
  /** Why its group lands nothing. */
  groupOver: string | undefined;
  /** Stops what it is at, once it listens to decisions. */
  stop: (() => void) | undefined;
  /** Set when a person said that the module is to be skipped. */
  skipped: Decision | undefined;
  /** About how many tokens the conversation has, by the usage of its last turn and what was added since. */
  contextTokens: number;
  /** The place of the model at work in `input.models`. */
  rung: number;
  /** The shape of the newest attempt's refusal; undefined before there is one, and when something else was asked for since. */
  failure: string | undefined;
  /** How often it was sent back from the merge queue. */
  sentBack: number;
  enter(state: ModuleState, note: string): void;
  /** Comes back at once, unless the migration is paused: then when it goes on. */
  gate(): Promise<void>;
  /** Notes why a state of the module was refused, for the report. */
  refused(why: string): void;
  /** Notes why a signal was refused, where people see it. */
  refusedSignal(why: string): void;
  charge(usage: Usage): void;
  /** Tells the migration how it stands, when people have to know. */
  tell(): Promise<void>;
  end(state: ModuleState, more?: Partial<ModuleResult>): ModuleResult;
};

const keptRefusals = 10;
const keptSignals = 5;

/** Begins a module's state and answers the `module` query with it. */
export function moduleRun(input: MigrateModuleInput, tell: (view: ModuleView) => Promise<void>): ModuleRun {
  const view = firstView(input);
  setHandler(moduleQuery, () => view, { description: 'Where this module is.' });
  return {
    input,
    view,
    step: { v: 1, migration: input.migration, plan: input.plan, module: view.key, round: input.round },
    conversation: undefined,
    resumed: undefined,
    baseline: undefined,
    lease: input.budget.lease,
    leaseOver: undefined,
    leaseChanges: 0,
    toldTenths: 0,
    decision: undefined,
    waveOver: undefined,
    approvedConfiguration: input.approvals.approvedConfiguration ?? [],
    groupOver: undefined,
    stop: undefined,
    skipped: undefined,
    contextTokens: 0,
    rung: 0,
    failure: undefined,
    sentBack: 0,
    enter(state, note) {
      view.state = state;
      view.note = note;
      setCurrentDetails(describeModule(view));
    },
    async gate() {
      if (view.paused) await condition(() => !view.paused);
    },
    refused(why) {
      view.refused = [...view.refused, why].slice(-keptRefusals);
    },
    refusedSignal(why) {
      view.refusedSignals = [...view.refusedSignals, why].slice(-keptSignals);
      this.enter(view.state, view.note);
    },
    charge(more) {
      view.usage = addUsage(view.usage, more);
    },
    tell: () => tell({ ...view }),
    end(state, more = {}) {
      delete view.awaits;
      delete view.awaitsBudget;
      this.enter(state, more.reason ?? `Ended: ${state}.`);
      mark({ DroverState: state });
      return toResult(view, more);
    },
  };
}

function firstView({ module, round, budget }: MigrateModuleInput): ModuleView {
  return {
    key: module.key,
    path: module.path,
    role: module.role,
    state: 'preparing',
    workflowId: workflowInfo().workflowId,
    round,
    attempt: 0,
    attempts: budget.attempts,
    turns: 0,
    tried: [],
    reviews: [],
    reminders: 0,
    paused: false,
    note: 'Begins.',
    refused: [],
    refusedSignals: [],
    decisions: [],
    usage: noUsage,
  };
}

function toResult(view: ModuleView, more: Partial<ModuleResult>): ModuleResult {
  const {
    key,
    path,
    role,
    state,
    round,
    attempt,
    turns,
    tried,
    unknown,
    start,
    head,
    baseline,
    refused,
    decisions,
    usage,
  } = view;
  return {
    key,
    path,
    role,
    state,
    round,
    attempts: attempt,
    turns,
    ...(tried.length > 0 && { tried }),
    ...(unknown && { unknown }),
    ...(start !== undefined && { start }),
    ...(head !== undefined && { head }),
    ...(baseline && { baseline }),
    ...(view.reviews.length > 0 && { reviews: view.reviews }),
    refused,
    decisions,
    usage,
    ...more,
  };
}
