import { describe, expect, it } from 'vitest';
import { nextWake } from '../../../src/core/approval/next-wake.ts';

describe('nextWake', () => {
  it('never wakes where nobody is reminded and nothing expires', () => {
    expect(nextWake({}, 0, 100)).toBe(undefined);
  });

  it('reminds again and again until the wait expires', () => {
    const limits = { remind: 40, expire: 100 };
    expect(nextWake(limits, 0, 0)).toEqual({ what: 'remind', afterMs: 40 });
    expect(nextWake(limits, 0, 40)).toEqual({ what: 'remind', afterMs: 40 });
    expect(nextWake(limits, 0, 80)).toEqual({ what: 'expire', afterMs: 20 });
  });

  it('expires at once what is overdue, as after a long stop of all workers', () => {
    expect(nextWake({ expire: 100 }, 0, 5_000)).toEqual({ what: 'expire', afterMs: 1 });
  });
});
