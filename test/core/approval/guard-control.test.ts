import { describe, expect, it } from 'vitest';
import { guardControl } from '../../../src/core/approval/guard-control.ts';
import { guardPlan } from '../../../src/core/approval/guard-plan.ts';
import type { Decision } from '../../../src/domain/decision.ts';

const by = { v: 1, actor: 'ann' };

describe('guardControl', () => {
  it('pauses what is not paused and resumes what is', () => {
    expect(guardControl('pause', by, 'signal', { paused: false }).kind).toBe('accepted');
    expect(guardControl('pause', by, 'signal', { paused: true })).toEqual({
      kind: 'refused',
      why: 'the migration is paused already',
    });
    expect(guardControl('resume', by, 'signal', { paused: true }).kind).toBe('accepted');
    expect(guardControl('resume', by, 'signal', { paused: false })).toEqual({
      kind: 'refused',
      why: 'the migration is not paused',
    });
  });

  it('cancels at any time before the end', () => {
    expect(guardControl('cancel', by, 'update', { paused: true }).kind).toBe('accepted');
    expect(guardControl('cancel', by, 'update', { paused: false, over: 'it has ended' })).toMatchObject({
      why: 'it has ended',
    });
  });
});

describe('guardPlan', () => {
  const decided: Decision = { kind: 'approvePlan', actor: 'bob', channel: 'api', reason: '', at: 0, plan: 'p' };

  it('takes a decision that names the plan', () => {
    const guarded = guardPlan('approvePlan', { ...by, plan: 'p' }, 'update', { awaited: 'p', decided: undefined });
    expect(guarded).toMatchObject({ kind: 'accepted', decision: { kind: 'approvePlan', plan: 'p', actor: 'ann' } });
  });

  it.each([
    [{ ...by, plan: 'q' }, { awaited: 'p', decided: undefined }, 'the plan is p now, not "q"'],
    [by, { awaited: 'p', decided: undefined }, '"plan" must be a text, not nothing'],
    [{ ...by, plan: 'p' }, { awaited: undefined, decided }, 'bob has approved the plan already'],
    [{ ...by, plan: 'p' }, { awaited: undefined, decided: undefined }, 'no plan waits'],
  ])('refuses %j in %j', (payload, state, why) => {
    expect(guardPlan('rejectPlan', payload, 'update', state)).toEqual({
      kind: 'refused',
      why: expect.stringContaining(why),
    });
  });
});
