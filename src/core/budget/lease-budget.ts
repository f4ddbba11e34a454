import type { Usage } from '../../domain/usage.ts';
import type { Lease } from './lease.ts';

/** A migration's limits: money in micro-USD, `until` in milliseconds since the epoch. */
export type MigrationBudget = { microUsd?: number; tokens?: number; until?: number; moduleMicroUsd?: number };

export type BudgetState = {
  /** What modules that have ended used. */
  spent: Usage;
  /** What running modules were given. */
  leases: Lease[];
  /** How many modules may still begin before one of the running ones ends, the one that asks included. */
  slots: number;
  now: number;
};

/**
 * What a module that begins may use: an equal share of what is neither spent nor lent, so that all modules together can't pass the
 * migration's limits by more than the turns that are under way. What a module leaves over is lent again when it has ended.
 */
export function leaseBudget(
  budget: MigrationBudget,
  state: BudgetState,
): { kind: 'lent'; lease: Lease } | { kind: 'spent'; why: string } {
  if (budget.until !== undefined && state.now >= budget.until)
    return { kind: 'spent', why: "the migration's time (budget.hours) is over" };
  const microUsd = share(budget.microUsd, state.spent.microUsd, sum(state.leases, 'microUsd'), state.slots);
  const tokens = share(budget.tokens, tokensOf(state.spent), sum(state.leases, 'tokens'), state.slots);
  if (microUsd === 0)
    return {
      kind: 'spent',
      why: `the migration's ${usd(budget.microUsd)} (budget.usd) are spent or lent to running modules`,
    };
  if (tokens === 0)
    return {
      kind: 'spent',
      why: `the migration's ${budget.tokens} tokens (budget.tokens) are spent or lent to running modules`,
    };
  const limits = [microUsd, budget.moduleMicroUsd].filter((limit) => limit !== undefined);
  return {
    kind: 'lent',
    lease: {
      ...(limits.length > 0 && { microUsd: Math.min(...limits) }),
      ...(tokens !== undefined && { tokens }),
      ...(budget.until !== undefined && { until: budget.until }),
    },
  };
}

function share(limit: number | undefined, spent: number, lent: number, slots: number): number | undefined {
  return limit === undefined ? undefined : Math.max(0, Math.floor((limit - spent - lent) / Math.max(1, slots)));
}

function sum(leases: Lease[], field: 'microUsd' | 'tokens'): number {
  return leases.reduce((total, lease) => total + (lease[field] ?? 0), 0);
}

function tokensOf({ inputTokens, outputTokens }: Usage): number {
  return inputTokens + outputTokens;
}

function usd(microUsd = 0): string {
  return `${(microUsd / 1_000_000).toFixed(2)} USD`;
}
