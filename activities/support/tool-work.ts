import type { CommitId } from '../../src/domain/ids.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Plan } from '../../src/domain/plan.ts';

/** What a tool call works on: a module's commit, within a plan. `step` goes into the commit's trailer. */
export type ToolWork = {
  plan: Plan;
  module: ModulePlan;
  start: CommitId;
  commit: CommitId;
  step: string;
  date: number;
};

/** What a tool call led to: the commit after it, the text that the model sees, and a few words for people. */
export type ToolOutcome = { commit: CommitId; text: string; did: string };
