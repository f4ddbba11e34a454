import { isSpent, type Next } from './budget-problem.ts';
import { addAmounts } from './add-amounts.ts';
import { quantities, type Amount, type Lease, type Quantity } from './lease.ts';
import { quantitySettings, quantityWords } from './quantity-words.ts';

/** The limits of a migration and of one of its modules; `until` and `from` in milliseconds since the epoch. */
export type Limits = { whole: Lease; own: Lease };

export type BudgetState = {
  /** What modules that have ended used. */
  spent: Amount;
  /** What the other running modules were lent, and have used as far as it is known. */
  others: { lease: Lease; used: Amount }[];
  /** What the one that asks has used. */
  used: Amount;
  /** How many modules share what is left, the one that asks included. */
  slots: number;
  now: number;
  next: Next;
};

/** A lease; or why there is none: the module's `own` limit is reached, or that of the `whole`. */
export type Lent = { kind: 'lent'; lease: Lease } | { kind: 'spent'; of: 'own' | 'whole'; why: string };

/**
 * What a module that begins, or that has used what it was lent, may use: beside what it has used an equal share of what is neither spent nor
 * lent, so that all modules together can't pass the migration's limits by more than the turns that are under way. What a module leaves over is
 * lent again when it has ended.
 */
export function leaseBudget({ whole, own }: Limits, state: BudgetState): Lent {
  const { now, used, next } = state;
  if (whole.until !== undefined && now >= whole.until)
    return spent('whole', "the migration's time (budget.hours) is over");
  if (own.until !== undefined && now >= own.until) return spent('own', 'its time (budget.perModule.hours) is over');
  const lease: Lease = {};
  const until = least(whole.until, own.until);
  if (until !== undefined) lease.until = until;
  for (const quantity of quantities) {
    if (isSpent(own, used, quantity, next)) return spent('own', ownWords(own, used, quantity));
    const share = shareOf(whole, state, quantity);
    if (share === 0 && (quantity !== 'attempts' || next === 'attempt'))
      return spent('whole', wholeWords(whole, quantity));
    const limit = least(share === undefined ? undefined : used[quantity] + share, own[quantity]);
    if (limit !== undefined) lease[quantity] = limit;
  }
  return { kind: 'lent', lease };
}

/** What is left, cut into equal parts: but as long as there is something, a part is never nothing. */
function shareOf(
  whole: Lease,
  { spent: ended, others, used, slots }: BudgetState,
  quantity: Quantity,
): number | undefined {
  const limit = whole[quantity];
  if (limit === undefined) return undefined;
  // Where nothing was lent of it, what was used counts; and so does a turn that went beyond what was lent.
  const lent = others.map(({ lease, used: of }) => Math.max(lease[quantity] ?? 0, of[quantity]));
  const left = limit - addAmounts([ended, used])[quantity] - lent.reduce((sum, amount) => sum + amount, 0);
  return left <= 0 ? 0 : Math.max(1, Math.floor(left / Math.max(1, slots)));
}

function least(...limits: (number | undefined)[]): number | undefined {
  const given = limits.filter((limit) => limit !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}

function spent(of: 'own' | 'whole', why: string): Lent {
  return { kind: 'spent', of, why };
}

function ownWords(own: Lease, used: Amount, quantity: Quantity): string {
  const limit = quantityWords(quantity, own[quantity] ?? 0);
  return `it has used ${quantityWords(quantity, used[quantity])} of the ${limit} that a module may use (${quantitySettings[quantity].module})`;
}

function wholeWords(whole: Lease, quantity: Quantity): string {
  return `the migration's ${quantityWords(quantity, whole[quantity] ?? 0)} (${quantitySettings[quantity].whole}) are spent or lent to running modules`;
}
