import { describe, expect, it, test } from 'vitest';
import { guardBudget, type RaiseState } from '../../../src/core/approval/guard-budget.ts';
import { budgetLines } from '../../../src/core/budget/budget-lines.ts';
import { budgetWarnings } from '../../../src/core/budget/budget-warnings.ts';
import { moduleLimits, toLease, wholeLimits } from '../../../src/core/budget/effective-limits.ts';
import { isLease } from '../../../src/core/budget/is-lease.ts';
import { suggestRaise } from '../../../src/core/budget/suggest-raise.ts';
import { usedTenths } from '../../../src/core/budget/used-tenths.ts';
import type { BudgetRaise } from '../../../src/domain/budget.ts';
import type { Decision } from '../../../src/domain/decision.ts';
import { BudgetSection } from '../../../src/domain/migration-file/budget-section.ts';

const budget = BudgetSection.parse({ usd: 20, total: { turns: 9 }, perModule: { usd: 2, tokens: 100 } });
const raise = (more: BudgetRaise): Decision => ({
  kind: 'raiseBudget',
  actor: 'ann',
  channel: 'cli',
  reason: '',
  at: 0,
  budget: more,
});

describe('limits', () => {
  it('are those of the file, and above them what people have raised: of all, of each module, of one', () => {
    const decisions = [
      raise({ usd: 30, turns: 12 }),
      raise({ perModule: true, usd: 3 }),
      raise({ module: 'a', usd: 5 }),
      raise({ usd: 25 }),
    ];
    expect(wholeLimits(budget, decisions)).toEqual({ usd: 30, turns: 12 });
    expect(moduleLimits(budget, decisions)).toEqual({ usd: 3, tokens: 100 });
    expect(moduleLimits(budget, decisions, 'a')).toEqual({ usd: 5, tokens: 100 });
    expect(toLease({ usd: 1.5, hours: 2 }, 1_000)).toEqual({ microUsd: 1_500_000, until: 7_201_000 });
  });
});

describe('guardBudget', () => {
  const state: RaiseState = {
    whole: { usd: 20, tokens: 1_000 },
    perModule: (module) => ({ usd: module === undefined ? 2 : 4 }),
    find: (name) => (name === 'a.js' ? 'a-js' : undefined),
  };
  const judge = (fields: object, more: Partial<RaiseState> = {}) =>
    guardBudget({ v: 1, actor: 'ann', ...fields }, 'signal', { ...state, ...more });

  it('accepts higher limits, of whatever they are meant for', () => {
    expect(judge({ usd: 30, tokens: 2_000, reason: 'worth it' })).toMatchObject({
      kind: 'accepted',
      decision: { kind: 'raiseBudget', actor: 'ann', reason: 'worth it', budget: { usd: 30, tokens: 2_000 } },
    });
    expect(judge({ usd: 3, perModule: true })).toMatchObject({ decision: { budget: { usd: 3, perModule: true } } });
    expect(judge({ usd: 5, module: 'a.js' })).toMatchObject({
      decision: { module: 'a-js', budget: { usd: 5, module: 'a-js' } },
    });
  });

  it.each([
    [{}, 'name at least one new limit'],
    [{ usd: '30' }, '"usd" must be a number of at most 1000000, not "30"'],
    [{ tokens: 1_000.5 }, '"tokens" must be a whole number'],
    [{ usd: 20 }, '"usd" is 20 now: name a higher limit than that, not 20'],
    [{ turns: 5 }, '"turns" has no limit'],
    [{ usd: 4, module: 'a.js' }, '"usd" of a module is 4 now'],
    [{ usd: 9, module: 'z.js' }, 'there is no module "z.js" here'],
    [{ usd: 9, module: 'a.js', perModule: true }, 'leave one of them out'],
    [{ usd: 9, perModule: 'yes' }, '"perModule" must be true or false'],
  ])('refuses %j with the reason', (fields, why) => {
    expect(judge(fields)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('refuses all when the migration is over', () => {
    expect(judge({ usd: 30 }, { over: 'it has ended' })).toEqual({ kind: 'refused', why: 'it has ended' });
  });
});

test('a limit is warned of from 80% on, in its own unit', () => {
  const lines = budgetLines(
    { microUsd: 20_000_000, tokens: 100, until: 10 * 3_600_000 },
    { microUsd: 16_200_000, tokens: 79, turns: 5, attempts: 1 },
    { since: 0, now: 8 * 3_600_000 },
  );
  expect(budgetWarnings(lines)).toEqual([
    '81% of the budget are used: 16.20 of 20.00 USD (budget.usd)',
    '80% of the budget are used: 8 of 10 hours (budget.hours)',
  ]);
});

test('a raise that is proposed is half as much again of what is used up, of a module where that has reached its own limit', () => {
  const lines = [
    { what: 'microUsd' as const, limit: 20_000_000, used: 20_500_000 },
    { what: 'turns' as const, limit: 10, used: 3 },
  ];
  expect(suggestRaise(lines, undefined)).toEqual({ options: '--usd 30.75', input: { usd: 30.75 } });
  const own = { module: 'a b.js', lines: [{ what: 'turns' as const, limit: 3, used: 3 }] };
  expect(suggestRaise(lines, own)).toEqual({
    options: "--module 'a b.js' --turns 5",
    input: { module: 'a b.js', turns: 5 },
  });
});

test('what is no lease is known from one', () => {
  expect([{ microUsd: 1, until: 2 }, {}, { usd: 1 }, { turns: '1' }, null, 'x'].map(isLease)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('a lease is as used as what is nearest to its limit', () => {
  const used = { microUsd: 50, tokens: 10, turns: 9, attempts: 1 };
  expect(usedTenths({ microUsd: 100, tokens: 100 }, used)).toBe(5);
  expect(usedTenths({ microUsd: 100, turns: 10 }, used)).toBe(9);
  expect(usedTenths({}, used)).toBe(0);
});
