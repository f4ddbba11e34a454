import { quantities, type Amount, type Lease, type Quantity } from './lease.ts';
import { quantitySettings, quantityWords } from './quantity-words.ts';

/** What a module is about to begin. Attempts are counted when one begins, all else at each turn. */
export type Next = 'attempt' | 'turn';

/** Why a module may not begin another attempt or turn with what it was lent, in words; undefined while it may. A turn that is under way is never thrown away. */
export function budgetProblem(lease: Lease, used: Amount, now: number, next: Next): string | undefined {
  const spent = quantities.find((quantity) => isSpent(lease, used, quantity, next));
  if (spent !== undefined) {
    const { whole, module } = quantitySettings[spent];
    const of = quantityWords(spent, lease[spent] ?? 0);
    const has = spent === 'microUsd' ? (used[spent] / 1_000_000).toFixed(2) : used[spent].toLocaleString('en-US');
    return `its budget is spent: ${has} of ${of} (${whole}, ${module})`;
  }
  if (lease.until !== undefined && now >= lease.until) return 'its time is over (budget.hours, budget.perModule.hours)';
  return undefined;
}

/** Whether nothing of a quantity is left for what comes next. */
export function isSpent(limits: Partial<Amount>, used: Amount, quantity: Quantity, next: Next): boolean {
  const limit = limits[quantity];
  return limit !== undefined && used[quantity] >= limit && (quantity !== 'attempts' || next === 'attempt');
}
