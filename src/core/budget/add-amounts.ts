import type { Amount } from './lease.ts';

/** The sum of amounts. */
export function addAmounts(amounts: Amount[]): Amount {
  const sum: Amount = { microUsd: 0, tokens: 0, turns: 0, attempts: 0 };
  for (const { microUsd, tokens, turns, attempts } of amounts) {
    sum.microUsd += microUsd;
    sum.tokens += tokens;
    sum.turns += turns;
    sum.attempts += attempts;
  }
  return sum;
}
