import { describe, expect, it } from 'vitest';
import { waveAtRest } from '../../../src/core/workflow/wave-at-rest.ts';
import { viewFor } from '../../api/support.ts';

const running = (...keys: string[]) => keys.map((key) => ({ key }));

describe('waveAtRest', () => {
  const awaiting = [viewFor('a'), viewFor('b')];

  it('is there when all that run wait and nothing can begin', () => {
    const state = { running: running(...awaiting.map(({ key }) => key)), groups: [], awaiting };
    expect(waveAtRest(state, false)).toEqual(awaiting);
    expect(waveAtRest(state, true)).toBeUndefined();
    expect(waveAtRest({ ...state, running: [...state.running, { key: 'c' }] }, false)).toBeUndefined();
    expect(waveAtRest({ ...state, running: [] }, false)).toBeUndefined();
  });

  it('counts the members of a group that waits', () => {
    const groups = [{ key: awaiting[0]?.key ?? '', members: ['m', 'n'] }];
    const state = { running: running('m', 'n'), groups, awaiting: awaiting.slice(0, 1) };
    expect(waveAtRest(state, false)).toEqual(awaiting.slice(0, 1));
    expect(waveAtRest({ ...state, awaiting: [] }, false)).toBeUndefined();
  });
});
