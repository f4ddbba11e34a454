import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardSteer, type SteeredModule } from '../../../src/core/approval/guard-steer.ts';

const modules: SteeredModule[] = [
  { key: 'a-1', path: 'a.js', state: 'going' },
  { key: 'b-1', path: 'b.js', state: 'merged' },
  { key: 'c-1', path: 'c.js', state: 'unresolved' },
];
const state = { find: (name: string) => modules.find(({ key, path }) => key === name || path === name) };
const steer = (kind: string, module: unknown) => guardSteer({ v: 1, kind, module, actor: 'ann' }, 'update', state);

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
    ['drop', 'a.js', '"kind" must be "skip" or "retry", not "drop"'],
  ])('refuses to %s %s, and says why', (kind, module, why) => {
    expect(steer(kind, module)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
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
