import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardDecision } from '../../../src/core/approval/guard-decision.ts';

const awaited = { head: 'a'.repeat(40), evidence: 'e'.repeat(64) };
const good = { v: 1, ...awaited, actor: 'mia' };

describe('guardDecision', () => {
  it('accepts an approval that names the head and the evidence', () => {
    expect(guardDecision('approve', good, awaited)).toEqual({
      kind: 'accepted',
      decision: { decision: 'approve', actor: 'mia', reason: '', ...awaited },
    });
  });

  it.each([
    ['a head that is not the newest', { ...good, head: 'b'.repeat(40) }, 'the head is aaaa'],
    ['another evidence', { ...good, evidence: 'f'.repeat(64) }, 'the evidence is eeee'],
    ['no payload', undefined, 'the payload must be an object such as'],
    ['a text', 'yes', 'not "yes"'],
    ['a list', [], 'not a list'],
    ['null', null, 'not null'],
    ['another version', { ...good, v: 2 }, '"v" must be 1'],
    ['a head that is no text', { ...good, head: 7 }, '"head" must be a text'],
    ['an actor that is no text', { ...good, actor: {} }, 'must be texts'],
  ])('refuses %s, and says why', (_, payload, why) => {
    const guarded = guardDecision('approve', payload, awaited);
    expect(guarded).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('refuses an approval when nothing waits', () => {
    expect(guardDecision('approve', good, undefined)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('nothing waits'),
    });
  });

  it('wants a reason for a rejection', () => {
    expect(guardDecision('reject', good, awaited)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('needs a "reason"'),
    });
    expect(guardDecision('reject', { ...good, reason: 'keep the comment' }, awaited)).toMatchObject({
      kind: 'accepted',
    });
  });

  it('never throws, and never accepts what does not name both', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withTypedArray: true }),
        (payload) => {
          expect(guardDecision('approve', payload, awaited).kind).toBe('refused');
        },
      ),
    );
  });
});
