import type { ReviewNote } from './review.ts';
import type { BudgetHunger } from './budget.ts';
import type { ApprovedConfiguration, ConfigurationChange } from './configuration-change.ts';
import type { Decision } from './decision.ts';
import type { BlobRef, CommitId, ModuleKey } from './ids.ts';
import type { UnknownCalls } from './unknown-calls.ts';
import type { ModelTry } from './model-choice.ts';
import type { ModuleRole } from './module-plan.ts';
import type { ModuleState } from './module-state.ts';
import type { Usage } from './usage.ts';

/** A module as a query shows it. */
export type ModuleView = {
  key: ModuleKey;
  path: string;
  role: ModuleRole;
  state: ModuleState;
  workflowId: string;
  round: number;
  attempt: number;
  attempts: number;
  turns: number;
  /** Model calls whose end nobody knows; none where it is missing. */
  unknown?: UnknownCalls[];
  /** The models that its attempts had, oldest first. */
  tried: ModelTry[];
  start?: CommitId;
  head?: CommitId;
  /** The tests as they were before the change. */
  baseline?: { tests: number; failing: number };
  /** What reviews of its verified states came to, oldest first. */
  reviews: ReviewNote[];
  /** Set while it waits for a person: what an approval has to name, since when, in milliseconds since the epoch, and which configuration is changed. */
  awaits?: {
    head: CommitId;
    evidence: BlobRef;
    since: number;
    configuration?: ConfigurationChange[];
    /** With `approve.merge: wave`: it waits for its whole wave. */
    inWave?: true;
  };
  /** The kinds of configuration whose change a person approved here, for all modules (`approve.config: once`). */
  approvedConfiguration?: ApprovedConfiguration[];
  /** Set while it waits for more of the budget. */
  awaitsBudget?: BudgetHunger;
  /** Set while it waits for others, its group or its wave: what it has not used of its lease is free for them. */
  rests?: true;
  /** How often somebody was reminded of what waits now. */
  reminders: number;
  /** True while the migration is paused: it goes no further than its running step. */
  paused: boolean;
  /** The newest thing that happened, in a sentence. */
  note: string;
  /** Why states of the module were refused so far, oldest first. */
  refused: string[];
  /** Signals that were refused, newest last, each with the reason. */
  refusedSignals: string[];
  /** What people decided on this module, oldest first. */
  decisions: Decision[];
  usage: Usage;
};
