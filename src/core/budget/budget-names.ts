import type { BudgetName } from '../../domain/budget.ts';

/** What a budget can limit, by the names that people write. */
export const budgetNames: readonly BudgetName[] = ['usd', 'tokens', 'turns', 'attempts', 'hours'];
