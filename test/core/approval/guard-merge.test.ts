import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardMerge } from '../../../src/core/approval/guard-merge.ts';
import type { Decision } from '../../../src/domain/decision.ts';

const awaited = { head: 'a'.repeat(40), evidence: 'e'.repeat(64) };
const waiting = { awaited, decided: undefined };
const good = { v: 1, ...awaited, actor: 'mia' };
const approval: Decision = { kind: 'approveMerge', actor: 'ann', channel: 'cli', reason: '', at: 0, ...awaited };

describe('guardMerge', () => {
  it('accepts an approval that names the head and the evidence', () => {
    expect(guardMerge('approveMerge', good, 'signal', waiting)).toEqual({
      kind: 'accepted',
      decision: { kind: 'approveMerge', actor: 'mia', channel: 'signal', reason: '', ...awaited },
    });
  });

  it("keeps an update's channel, and takes a signal for nothing else", () => {
    const channelOf = (payload: object, via: 'signal' | 'update') => {
      const guarded = guardMerge('approveMerge', payload, via, waiting);
      return guarded.kind === 'accepted' ? guarded.decision.channel : guarded.why;
    };
    expect(channelOf({ ...good, channel: 'cli' }, 'update')).toBe('cli');
    expect(channelOf({ ...good, channel: 'carrier pigeon' }, 'update')).toBe('api');
    expect(channelOf({ ...good, channel: 'cli' }, 'signal')).toBe('signal');
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
    ['an actor of two lines', { ...good, actor: 'mia\nEvidence: mine' }, '"actor" must be one line'],
    ['an actor with a control character', { ...good, actor: 'mia\0' }, '"actor" must be one line'],
    ['an actor that is no text', { ...good, actor: {} }, 'must be texts'],
  ])('refuses %s, and says why', (_, payload, why) => {
    const guarded = guardMerge('approveMerge', payload, 'signal', waiting);
    expect(guarded).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it.each([
    ['approveMerge', undefined, 'nothing waits'],
    ['approveMerge', approval, 'ann has approved it already'],
    ['rejectMerge', approval, 'comes too late, and contradicts: ann has approved it'],
    ['rejectMerge', { ...approval, kind: 'rejectMerge' }, 'ann has rejected it already'],
    ['approveMerge', { ...approval, head: 'b'.repeat(40) }, 'nothing waits'],
  ] as const)('refuses %s when nothing waits, and says who was faster', (kind, decided, why) => {
    const guarded = guardMerge(kind, { ...good, reason: 'so' }, 'update', { awaited: undefined, decided });
    expect(guarded).toMatchObject({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('wants a reason for a rejection', () => {
    expect(guardMerge('rejectMerge', good, 'update', waiting)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('needs a "reason"'),
    });
    expect(guardMerge('rejectMerge', { ...good, reason: 'keep the comment' }, 'update', waiting)).toMatchObject({
      kind: 'accepted',
    });
  });

  it('never throws, and never accepts what does not name both', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withTypedArray: true }),
        (payload) => {
          expect(guardMerge('approveMerge', payload, 'signal', waiting).kind).toBe('refused');
        },
      ),
    );
  });
});
