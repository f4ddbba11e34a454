import { addAmounts } from '../../src/core/budget/add-amounts.ts';
import { budgetLines } from '../../src/core/budget/budget-lines.ts';
import { toLease, wholeLimits } from '../../src/core/budget/effective-limits.ts';
import type { BudgetLine } from '../../src/domain/budget.ts';
import type { MigrationRun } from './migration-run.ts';

/** The migration's limits as they are now, and what is used of them as far as its modules have told. */
export function budgetNow({ state, input, tally }: Pick<MigrationRun, 'state' | 'input' | 'tally'>): BudgetLine[] {
  const whole = toLease(wholeLimits(input.file.budget, state.decisions), state.startedAt);
  const used = addAmounts([tally.spent, ...state.running.map((module) => module.used)]);
  return budgetLines(whole, used, { since: state.startedAt, now: Date.now() });
}
