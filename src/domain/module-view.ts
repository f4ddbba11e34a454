import type { ApprovedConfiguration, ConfigurationChange } from './configuration-change.ts';
import type { Decision } from './decision.ts';
import type { BlobRef, CommitId, ModuleKey } from './ids.ts';
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
  start?: CommitId;
  head?: CommitId;
  /** The tests as they were before the change. */
  baseline?: { tests: number; failing: number };
  /** Set while it waits for a person: what an approval has to name, since when, in milliseconds since the epoch, and which configuration is changed. */
  awaits?: { head: CommitId; evidence: BlobRef; since: number; configuration?: ConfigurationChange[] };
  /** The kinds of configuration whose change a person approved here, for all modules (`approve.config: once`). */
  approvedConfiguration?: ApprovedConfiguration[];
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
