import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextProbe, type Search } from '../../../src/core/final/next-probe.ts';

/** Looks where it is told to until there is an answer; `red` lists the places at which the command is red. */
function search(where: Search, red: (at: number) => boolean) {
  const known = new Map<number, boolean>();
  for (;;) {
    const step = nextProbe(where, (at) => known.get(at));
    if (step.kind !== 'probe') return { ...step, looks: [...known.keys()] };
    expect(known.has(step.at)).toBe(false);
    known.set(step.at, red(step.at));
  }
}

describe('nextProbe', () => {
  it('finds the first red commit in a logarithm of looks, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }), (high, place) => {
        const first = Math.min(high, place);
        const found = search({ high }, (at) => at >= first);
        expect(found).toMatchObject({ kind: 'blamed', at: first });
        expect(found.looks.length).toBeLessThanOrEqual(2 + Math.ceil(Math.log2(high)));
      }),
    );
  });

  it("looks for what broke a module's new commands where the module had landed, and no earlier", () => {
    const found = search({ high: 9, home: 4 }, (at) => at < 4 || at >= 7);
    expect(found).toMatchObject({ kind: 'blamed', at: 7 });
    expect(Math.min(...found.looks)).toBe(4);
  });

  it('blames a module whose commands are red where it landed, if what it was is green at the base', () => {
    expect(search({ high: 9, home: 4 }, (at) => at >= 4)).toMatchObject({ kind: 'blamed', at: 4 });
    expect(search({ high: 4, home: 4 }, (at) => at >= 4)).toMatchObject({ kind: 'blamed', at: 4, looks: [0] });
  });

  it('blames nobody for what is red at the base, too', () => {
    expect(search({ high: 9 }, () => true)).toEqual({ kind: 'unexplained', looks: [0] });
    expect(search({ high: 9, home: 4 }, () => true)).toEqual({ kind: 'unexplained', looks: [4, 0] });
    expect(search({ high: 9, fallback: 1 }, () => true)).toEqual({ kind: 'unexplained', looks: [0, 1] });
    expect(search({ high: 1, fallback: 1 }, () => true)).toEqual({ kind: 'unexplained', looks: [0] });
  });

  it('looks for a check that could not hold at the base from where the first module made it possible', () => {
    expect(search({ high: 9, fallback: 1 }, (at) => at === 0 || at >= 3)).toMatchObject({ kind: 'blamed', at: 3 });
  });
});
