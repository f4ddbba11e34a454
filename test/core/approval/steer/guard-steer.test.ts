import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardSteer } from '../../../../src/core/approval/steer/guard-steer.ts';
import type { SteeredModule, SteerState } from '../../../../src/core/approval/steer/steer-state.ts';

const modules: SteeredModule[] = [
  { key: 'a-1', path: 'a.js', state: 'going', begun: true },
  { key: 'b-1', path: 'b.js', state: 'merged' },
  { key: 'c-1', path: 'c.js', state: 'unresolved' },
  { key: 'd-1', path: 'd.js', state: 'unresolved' },
];
const state: SteerState = {
  find: (name) => modules.find(({ key, path }) => key === name || path === name),
  unresolved: () => modules.filter((module) => module.state === 'unresolved'),
  concurrency: 8,
  guide: ['Keep it short.'],
};
const steer = (kind: string, module: unknown) => guardSteer({ v: 1, kind, module, actor: 'ann' }, 'update', state);
const decide = (fields: object) => guardSteer({ v: 1, actor: 'ann', reason: 'so', ...fields }, 'update', state);

describe('guardSteer', () => {
  it('skips what has not ended and retries what ended without landing, by key or path', () => {
    expect(steer('skip', 'a.js')).toMatchObject({ kind: 'accepted', decision: { kind: 'skip', module: 'a-1' } });
    expect(steer('retry', 'c-1')).toMatchObject({ kind: 'accepted', decision: { kind: 'retry', module: 'c-1' } });
  });

  it.each([
    ['skip', 'b.js', 'b.js has ended as merged'],
    ['retry', 'b.js', 'b.js has ended as merged'],
    ['retry', 'a.js', 'a.js has not ended'],
    ['skip', 'z.js', 'no module "z.js"'],
    ['skip', 7, '"module" must be a text, not 7'],
    ['drop', 'a.js', '"kind" must be one of skip, retry, adopt, concurrency, rule, not "drop"'],
    ['toString', 'a.js', '"kind" must be one of'],
  ])('refuses to %s %s, and says why', (kind, module, why) => {
    expect(steer(kind, module)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('retries many at once, with what a person wants', () => {
    expect(decide({ kind: 'retry', unresolved: true, effort: 'high', attempts: 6 })).toEqual({
      kind: 'accepted',
      decision: {
        ...{ kind: 'retry', actor: 'ann', channel: 'api', reason: 'so' },
        ...{ modules: ['c-1', 'd-1'], with: { effort: 'high', attempts: 6 } },
      },
    });
    expect(decide({ kind: 'retry', like: 'c.js', model: 'other' })).toMatchObject({
      decision: { modules: ['c-1', 'd-1'], with: { model: 'other' } },
    });
  });

  it('adopts a commit for what is not at work and has not landed', () => {
    const commit = 'fix/by-hand';
    expect(decide({ kind: 'adopt', module: 'c.js', commit })).toMatchObject({
      decision: { kind: 'adopt', module: 'c-1', commit },
    });
    expect(decide({ kind: 'adopt', module: 'd.js', commit })).toMatchObject({ decision: { module: 'd-1' } });
  });

  it('takes another concurrency, and rules for the guide', () => {
    expect(decide({ kind: 'concurrency', concurrency: 20 })).toMatchObject({ decision: { concurrency: 20 } });
    expect(decide({ kind: 'rule', rule: ' Keep the comments. ' })).toMatchObject({
      decision: { kind: 'rule', rule: 'Keep the comments.' },
    });
  });

  it.each([
    [{ kind: 'retry', module: 'c.js', unresolved: true }, 'name one of "module", "unresolved" and "like"'],
    [{ kind: 'retry', unresolved: 'yes' }, '"unresolved" must be true, not "yes"'],
    [{ kind: 'retry', like: 'a.js' }, 'a.js has not ended'],
    [{ kind: 'retry', module: 'c.js', effort: 'huge' }, '"effort" must be one of low, medium, high, xhigh, not "huge"'],
    [{ kind: 'retry', module: 'c.js', attempts: 0 }, '"attempts" must be a whole number from 1 to 100, not 0'],
    [{ kind: 'retry', module: 'c.js', model: 'a b' }, '"model" must be a model\'s id'],
    [{ kind: 'adopt', module: 'a.js', commit: 'x' }, 'a.js is at work: skip it first'],
    [{ kind: 'adopt', module: 'b.js', commit: 'x' }, 'b.js has ended as merged'],
    [{ kind: 'adopt', module: 'c.js', commit: 'x y' }, '"commit" must be a commit\'s id or a branch'],
    [{ kind: 'concurrency', concurrency: 8 }, '"concurrency" is 8 already'],
    [{ kind: 'concurrency', concurrency: 201 }, '"concurrency" must be a whole number from 1 to 200, not 201'],
    [{ kind: 'rule', rule: '  ' }, '"rule" must be a text of at most 4000 characters'],
    [{ kind: 'rule', rule: 'Keep it short.' }, 'the guide has this rule already'],
  ])('refuses %j, and says why', (fields, why) => {
    expect(decide(fields)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });

  it('refuses everything once the migration has ended', () => {
    const over = { ...state, over: 'it has ended (completed)' };
    expect(guardSteer({ v: 1, kind: 'skip', module: 'a.js' }, 'signal', over)).toEqual({
      kind: 'refused',
      why: 'it has ended (completed)',
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (payload) => guardSteer(payload, 'signal', state).kind === 'refused'));
  });
});
