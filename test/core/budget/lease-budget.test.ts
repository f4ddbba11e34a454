import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaseBudget } from '../../../src/core/budget/lease-budget.ts';
import { noUsage } from '../../../src/core/workflow/no-usage.ts';

const nothing = { spent: noUsage, leases: [], slots: 1, now: 0 };

describe('leaseBudget', () => {
  it('limits nothing where the migration file sets no limit', () => {
    expect(leaseBudget({}, nothing)).toEqual({ kind: 'lent', lease: {} });
  });

  it('lends an equal share of what is neither spent nor lent, and no more than a module may have', () => {
    const spent = { ...noUsage, microUsd: 200, inputTokens: 30, outputTokens: 10 };
    const state = { ...nothing, spent, leases: [{ microUsd: 300, tokens: 60 }], slots: 2 };
    expect(leaseBudget({ microUsd: 1000, tokens: 200 }, state)).toEqual({
      kind: 'lent',
      lease: { microUsd: 250, tokens: 50 },
    });
    expect(leaseBudget({ microUsd: 1000, moduleMicroUsd: 100 }, state)).toEqual({
      kind: 'lent',
      lease: { microUsd: 100 },
    });
  });

  it.each([
    [{ microUsd: 1_000_000 }, { ...nothing, spent: { ...noUsage, microUsd: 1_000_000 } }, '1.00 USD (budget.usd)'],
    [{ tokens: 50 }, { ...nothing, leases: [{ tokens: 50 }] }, '50 tokens (budget.tokens)'],
    [{ until: 5 }, { ...nothing, now: 5 }, 'budget.hours'],
  ])('lends nothing of %j when nothing is left, and names the limit', (budget, state, why) => {
    expect(leaseBudget(budget, state)).toEqual({ kind: 'spent', why: expect.stringContaining(why) });
  });

  it('never lends more than there is, however many modules ask one after the other', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), fc.integer({ min: 1, max: 20 }), (microUsd, used, window) => {
        const leases: { microUsd?: number }[] = [];
        for (let slots = window; slots > 0; slots -= 1) {
          const lent = leaseBudget({ microUsd }, { ...nothing, spent: { ...noUsage, microUsd: used }, leases, slots });
          if (lent.kind === 'lent') leases.push(lent.lease);
        }
        const sum = leases.reduce((total, lease) => total + (lease.microUsd ?? 0), 0);
        expect(sum).toBeLessThanOrEqual(Math.max(0, microUsd - used));
      }),
    );
  });
});
