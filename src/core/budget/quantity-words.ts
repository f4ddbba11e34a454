import type { Quantity } from './lease.ts';

/** An amount in words: '2.00 USD', '1,000 tokens'. */
export function quantityWords(quantity: Quantity, amount: number): string {
  if (quantity === 'microUsd') return `${(amount / 1_000_000).toFixed(2)} USD`;
  const noun = amount === 1 ? quantity.slice(0, -1) : quantity;
  return `${amount.toLocaleString('en-US')} ${noun}`;
}

/** The settings that limit it: of the whole migration, and of a module. */
export const quantitySettings: Record<Quantity, { whole: string; module: string }> = {
  microUsd: { whole: 'budget.usd', module: 'budget.perModule.usd' },
  tokens: { whole: 'budget.tokens', module: 'budget.perModule.tokens' },
  turns: { whole: 'budget.total.turns', module: 'budget.perModule.turns' },
  attempts: { whole: 'budget.total.attempts', module: 'budget.attempts' },
};
