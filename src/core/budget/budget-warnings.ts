import type { BudgetLine } from '../../domain/budget.ts';
import { quantitySettings, quantityWords } from './quantity-words.ts';

/** From this share of a limit on, people are warned. */
const warnedShare = 0.8;

/** A sentence for each limit that is nearly or wholly used. */
export function budgetWarnings(lines: BudgetLine[]): string[] {
  return lines
    .filter(({ limit, used }) => used >= warnedShare * limit)
    .map((line) => `${Math.floor((100 * line.used) / line.limit)}% of the budget are used: ${budgetWords(line)}`);
}

/** A limit and what is used of it, in words, with its setting. */
export function budgetWords({ what, limit, used }: BudgetLine): string {
  if (what === 'hours') return `${used} of ${limit} hours (budget.hours)`;
  const has = what === 'microUsd' ? (used / 1_000_000).toFixed(2) : used.toLocaleString('en-US');
  return `${has} of ${quantityWords(what, limit)} (${quantitySettings[what].whole})`;
}
