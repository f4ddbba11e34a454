import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaseBudget, type BudgetState, type Limits } from '../../../src/core/budget/lease-budget.ts';
import type { Amount, Lease } from '../../../src/core/budget/lease.ts';

const none: Amount = { microUsd: 0, tokens: 0, turns: 0, attempts: 0 };
const nothing: BudgetState = { spent: none, others: [], used: none, slots: 1, now: 0, next: 'attempt' };
const limits = (whole: Lease, own: Lease = {}): Limits => ({ whole, own });
const other = (lease: Lease, used: Partial<Amount> = {}) => ({ lease, used: { ...none, ...used } });

describe('leaseBudget', () => {
  it('limits nothing where the migration file sets no limit', () => {
    expect(leaseBudget(limits({}), nothing)).toEqual({ kind: 'lent', lease: {} });
  });

  it('lends an equal share of what is neither spent nor lent, and no more than a module may have', () => {
    const spent = { ...none, microUsd: 200, tokens: 40 };
    const state = { ...nothing, spent, others: [other({ microUsd: 300, tokens: 60 })], slots: 2 };
    expect(leaseBudget(limits({ microUsd: 1000, tokens: 200 }), state)).toEqual({
      kind: 'lent',
      lease: { microUsd: 250, tokens: 50 },
    });
    expect(leaseBudget(limits({ microUsd: 1000 }, { microUsd: 100 }), state)).toEqual({
      kind: 'lent',
      lease: { microUsd: 100 },
    });
  });

  it('lends a module that has used what it had a share of what is left beside that, and counts turns that went beyond', () => {
    const used = { ...none, microUsd: 120, turns: 3, attempts: 1 };
    const state: BudgetState = {
      ...nothing,
      used,
      others: [other({ microUsd: 100 }, { microUsd: 180 })],
      next: 'turn',
    };
    expect(leaseBudget(limits({ microUsd: 400, attempts: 1 }), state)).toEqual({
      kind: 'lent',
      lease: { microUsd: 220, attempts: 1 },
    });
  });

  it('gives the last single turn to one, where there is less than one for each', () => {
    expect(leaseBudget(limits({ turns: 3 }), { ...nothing, slots: 8 })).toEqual({ kind: 'lent', lease: { turns: 1 } });
  });

  it.each<[Limits, Partial<BudgetState>, 'own' | 'whole', string]>([
    [limits({ microUsd: 1_000_000 }), { spent: { ...none, microUsd: 1_000_000 } }, 'whole', '1.00 USD (budget.usd)'],
    [limits({ tokens: 50 }), { others: [other({ tokens: 50 })] }, 'whole', '50 tokens (budget.tokens)'],
    [limits({ turns: 5 }), { others: [other({}, { turns: 5 })] }, 'whole', '5 turns (budget.total.turns)'],
    [limits({ attempts: 1 }), { used: { ...none, attempts: 1 } }, 'whole', '1 attempt (budget.total.attempts)'],
    [limits({ until: 5 }), { now: 5 }, 'whole', 'budget.hours'],
    [limits({}, { until: 5 }), { now: 5 }, 'own', 'budget.perModule.hours'],
    [limits({}, { turns: 2 }), { used: { ...none, turns: 2 } }, 'own', '2 turns of the 2 turns that a module may use'],
  ])('lends nothing of %j when nothing is left, and names the limit', (budget, state, of, why) => {
    expect(leaseBudget(budget, { ...nothing, ...state })).toEqual({
      kind: 'spent',
      of,
      why: expect.stringContaining(why),
    });
  });

  it('never lends more than there is, however many modules ask one after the other', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.integer({ min: 1, max: 20 }), (microUsd, used, window) => {
        const others: BudgetState['others'] = [];
        for (let slots = window; slots > 0; slots -= 1) {
          const state = { ...nothing, spent: { ...none, microUsd: used }, others, slots };
          const lent = leaseBudget(limits({ microUsd }), state);
          if (lent.kind === 'lent') others.push(other(lent.lease));
        }
        const sum = others.reduce((total, { lease }) => total + (lease.microUsd ?? 0), 0);
        expect(sum).toBeLessThanOrEqual(Math.max(0, microUsd - used));
      }),
    );
  });
});
