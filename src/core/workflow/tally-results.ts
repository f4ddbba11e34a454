import type { Amount } from '../budget/lease.ts';
import { addAmounts } from '../budget/add-amounts.ts';
import { amountOf } from '../budget/amount-of.ts';
import type { ModuleKey } from '../../domain/ids.ts';
import type { ModuleResult } from '../../domain/migration-report.ts';
import type { ReasonGroup } from '../../domain/reason-group.ts';
import type { ModuleState } from '../../domain/module-state.ts';
import type { UnknownCalls } from '../../domain/unknown-calls.ts';
import type { Usage } from '../../domain/usage.ts';
import { addReason } from './add-reason.ts';
import { addUsage } from './add-usage.ts';
import { endedWell } from './ended-well.ts';
import { noUsage } from './no-usage.ts';

/** What results come to, kept up to date while they come in: a migration of ten thousand modules must not look at all of them each time that one ends. */
export type Tally = {
  /** How each module that has ended did. */
  states: Map<ModuleKey, ModuleState>;
  /** How many ended in each state. */
  counts: Map<ModuleState, number>;
  /** How many of them did not end as they should. */
  bad: number;
  /** Why, by the shape of the reason; each group with the first of its paths alone. */
  reasons: Map<string, ReasonGroup>;
  /** What all rounds have used together, earlier ones too. */
  usage: Usage;
  spent: Amount;
  /** Modules with model calls whose end nobody knows. */
  unknown: { path: string; unknown: UnknownCalls[] }[];
};

const shownPaths = 10;

/** Counts the results of all modules that have ended, and of rounds that a retry followed. */
export function tallyResults(finished: ModuleResult[], earlier: ModuleResult[]): Tally {
  const tally: Tally = {
    states: new Map(),
    counts: new Map(),
    bad: 0,
    reasons: new Map(),
    usage: noUsage,
    spent: addAmounts([]),
    unknown: [],
  };
  for (const result of earlier) addCosts(tally, result);
  for (const result of finished) countResult(tally, result);
  return tally;
}

/** Counts one more result of a module that had none. */
export function countResult(tally: Tally, result: ModuleResult): void {
  const { key, state } = result;
  tally.states.set(key, state);
  tally.counts.set(state, (tally.counts.get(state) ?? 0) + 1);
  if (!endedWell(state)) {
    tally.bad += 1;
    addReason(tally.reasons, result, shownPaths);
  }
  addCosts(tally, result);
}

function addCosts(tally: Tally, { path, usage, attempts, unknown }: ModuleResult): void {
  tally.usage = addUsage(tally.usage, usage);
  tally.spent = addAmounts([tally.spent, amountOf(usage, attempts)]);
  if (unknown !== undefined) tally.unknown.push({ path, unknown });
}
