import type { ModuleKey } from './ids.ts';

/** What a budget can limit. Money is in US dollars where people write it. */
export type BudgetName = 'usd' | 'tokens' | 'turns' | 'attempts' | 'hours';

/** New limits that a person set, each above the one before: of the whole migration, of each module, or of the one that is named. */
export type BudgetRaise = Partial<Record<BudgetName, number>> & { perModule?: true; module?: ModuleKey };

/** A limit and what is used of it, as far as it is known; money in micro-USD, time in hours. */
export type BudgetLine = { what: Exclude<BudgetName, 'usd'> | 'microUsd'; limit: number; used: number };

/** Why a module can begin nothing more with what it was lent, and what it wants to begin. */
export type BudgetHunger = { why: string; next: 'attempt' | 'turn' };

/** A migration that goes no further, or some of its modules, before its budget is raised; since when, in milliseconds since the epoch. */
export type AwaitedBudget = {
  /** What is used up, a sentence each. */
  why: string[];
  /** The paths of the modules that wait for it; none where no module can begin. */
  modules: string[];
  /** Where a module has reached limits of its own: the first such, by its path, with those limits. */
  own?: { module: string; lines: BudgetLine[] };
  since: number;
  /** How often somebody was reminded. */
  reminders: number;
};
