import type { BudgetLine } from '../../domain/budget.ts';
import { quantities, type Amount, type Lease } from './lease.ts';

const msPerHour = 3_600_000;

/** What is used of each limit of a migration. `now` and `since`, when it began, in milliseconds since the epoch. */
export function budgetLines(whole: Lease, used: Amount, { since, now }: { since: number; now: number }): BudgetLine[] {
  const counted = quantities.flatMap((what): BudgetLine[] => {
    const limit = whole[what];
    return limit === undefined ? [] : [{ what, limit, used: used[what] }];
  });
  if (whole.until === undefined) return counted;
  const hours = (ms: number) => Math.round((ms / msPerHour) * 100) / 100;
  return [...counted, { what: 'hours', limit: hours(whole.until - since), used: hours(Math.max(0, now - since)) }];
}
