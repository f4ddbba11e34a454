import type { Usage } from '../../domain/usage.ts';
import type { Lease } from './lease.ts';

/** Why a module may not begin another turn, in words; undefined while it may. A turn that is under way is never thrown away. */
export function budgetProblem(lease: Lease, used: Usage, now: number): string | undefined {
  const { microUsd, tokens, until } = lease;
  if (microUsd !== undefined && used.microUsd >= microUsd)
    return `its budget is spent: ${usd(used.microUsd)} of ${usd(microUsd)} USD (budget.usd, budget.perModule.usd)`;
  const usedTokens = used.inputTokens + used.outputTokens;
  if (tokens !== undefined && usedTokens >= tokens)
    return `its budget is spent: ${usedTokens} of ${tokens} tokens (budget.tokens)`;
  if (until !== undefined && now >= until) return "the migration's time is over (budget.hours)";
  return undefined;
}

function usd(microUsd: number): string {
  return (microUsd / 1_000_000).toFixed(2);
}
