import { setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ModuleStep } from '../../activities/support/module-step.ts';
import type { ModuleRef } from '../../activities/prepare-migration.ts';
import type { MergeDecision } from '../../src/core/approval/guard-decision.ts';
import { addUsage } from '../../src/core/workflow/add-usage.ts';
import { describeModule } from '../../src/core/workflow/describe-module.ts';
import type { BlobRef, CommitId, MigrationId } from '../../src/domain/ids.ts';
import type { ModuleResult } from '../../src/domain/migration-report.ts';
import type { ModuleState } from '../../src/domain/module-state.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import type { Usage } from '../../src/domain/usage.ts';
import { moduleQuery } from '../messages.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';

export type MigrateModuleInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  module: ModuleRef;
  round: number;
  start: CommitId;
  /** The migration's workflow id. */
  parent: string;
  /** The merge queue's workflow id. */
  queue: string;
  budget: { attempts: number; turns: number };
  /** Whether a person approves each merge. */
  approve: 'each' | 'none';
  hasRecipe: boolean;
};

/** The state of a running module, and the few ways in which it changes. */
export type ModuleRun = {
  readonly input: MigrateModuleInput;
  readonly view: ModuleView;
  /** What every activity of this module is given. */
  readonly step: ModuleStep;
  /** The conversation so far, and the baseline of the current start. */
  conversation: BlobRef | undefined;
  baseline: BlobRef | undefined;
  /** What a person decided on the candidate that waits now. */
  decision: MergeDecision | undefined;
  /** How often it was sent back from the merge queue. */
  sentBack: number;
  enter(state: ModuleState, note: string): void;
  /** Notes why a state of the module was refused, for the report. */
  refused(why: string): void;
  charge(usage: Usage): void;
  /** Tells the migration how it stands, when people have to know. */
  tell(): Promise<void>;
  end(state: ModuleState, more?: Partial<ModuleResult>): ModuleResult;
};

const keptRefusals = 10;

/** Begins a module's state and answers the `module` query with it. */
export function moduleRun(input: MigrateModuleInput, tell: (view: ModuleView) => Promise<void>): ModuleRun {
  const { key, path, role } = input.module;
  const view: ModuleView = {
    key,
    path,
    role,
    state: 'preparing',
    workflowId: workflowInfo().workflowId,
    attempt: 0,
    attempts: input.budget.attempts,
    turns: 0,
    note: 'Begins.',
    refused: [],
    refusedSignals: [],
  };
  let usage = noUsage;
  setHandler(moduleQuery, () => view, { description: 'Where this module is.' });
  return {
    input,
    view,
    step: { v: 1, migration: input.migration, plan: input.plan, module: key, round: input.round },
    conversation: undefined,
    baseline: undefined,
    decision: undefined,
    sentBack: 0,
    enter(state, note) {
      view.state = state;
      view.note = note;
      setCurrentDetails(describeModule(view));
    },
    refused(why) {
      view.refused = [...view.refused, why].slice(-keptRefusals);
    },
    charge(more) {
      usage = addUsage(usage, more);
    },
    tell: () => tell({ ...view }),
    end(state, more = {}) {
      delete view.awaits;
      this.enter(state, more.reason ?? `Ended: ${state}.`);
      return {
        key,
        path,
        role,
        state,
        attempts: view.attempt,
        turns: view.turns,
        refused: view.refused,
        usage,
        ...more,
      };
    },
  };
}
