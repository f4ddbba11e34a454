import { describe, expect, it } from 'vitest';
import { budgetProblem } from '../../../src/core/budget/budget-problem.ts';

const none = { microUsd: 0, tokens: 0, turns: 0, attempts: 0 };

describe('budgetProblem', () => {
  it('lets a module go on below its limits', () => {
    const lease = { microUsd: 10, tokens: 10, turns: 2, attempts: 1, until: 10 };
    expect(budgetProblem(lease, { ...none, microUsd: 9, tokens: 9, turns: 1 }, 9, 'attempt')).toBe(undefined);
  });

  it.each([
    [{ microUsd: 2_000_000 }, { ...none, microUsd: 2_010_000 }, 0, '2.01 of 2.00 USD'],
    [{ tokens: 100 }, { ...none, tokens: 1_110 }, 0, '1,110 of 100 tokens'],
    [{ turns: 1 }, { ...none, turns: 1 }, 0, '1 of 1 turn (budget.total.turns, budget.perModule.turns)'],
    [{ until: 7 }, none, 7, 'budget.hours'],
  ])('names the limit %j when it is reached', (lease, used, now, why) => {
    expect(budgetProblem(lease, used, now, 'turn')).toContain(why);
  });

  it('counts attempts where one begins, and not in its midst', () => {
    const used = { ...none, attempts: 2 };
    expect(budgetProblem({ attempts: 2 }, used, 0, 'attempt')).toContain('2 of 2 attempts');
    expect(budgetProblem({ attempts: 2 }, used, 0, 'turn')).toBe(undefined);
  });
});
