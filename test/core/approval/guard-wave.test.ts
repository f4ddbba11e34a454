import { describe, expect, it } from 'vitest';
import { guardWave } from '../../../src/core/approval/guard-wave.ts';

const by = { v: 1, actor: 'ann' };
const waits = { asked: true, awaited: 'w' };

describe('guardWave', () => {
  it('takes an approval that names the wave', () => {
    expect(guardWave({ ...by, wave: 'w' }, 'update', waits)).toMatchObject({
      kind: 'accepted',
      decision: { kind: 'approveWave', wave: 'w', actor: 'ann' },
    });
  });

  it.each([
    [{ ...by, wave: 'x' }, waits, 'the wave that waits is w now, not "x"'],
    [by, waits, '"wave" must be a text, not nothing'],
    [{ ...by, wave: 'w' }, { asked: true, awaited: undefined }, 'no wave waits here now'],
    [{ ...by, wave: 'w' }, { asked: false, awaited: undefined }, 'with approve.merge: wave alone'],
  ])('refuses %j in %j', (payload, state, why) => {
    expect(guardWave(payload, 'signal', state)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });
});
