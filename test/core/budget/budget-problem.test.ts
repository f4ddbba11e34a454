import { describe, expect, it } from 'vitest';
import { budgetProblem } from '../../../src/core/budget/budget-problem.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';

describe('budgetProblem', () => {
  it('lets a module go on below its limits', () => {
    expect(budgetProblem({ microUsd: 10, tokens: 10, until: 10 }, { ...noUsage, microUsd: 9, inputTokens: 9 }, 9)).toBe(
      undefined,
    );
  });

  it.each([
    [{ microUsd: 2_000_000 }, { ...noUsage, microUsd: 2_010_000 }, 0, '2.01 of 2.00 USD'],
    [{ tokens: 100 }, { ...noUsage, inputTokens: 90, outputTokens: 20 }, 0, '110 of 100 tokens'],
    [{ until: 7 }, noUsage, 7, 'budget.hours'],
  ])('names the limit %j when it is reached', (lease, used, now, why) => {
    expect(budgetProblem(lease, used, now)).toContain(why);
  });
});
