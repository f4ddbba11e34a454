import { applyPatch } from '../../src/core/patch/apply-patch.ts';
import type { PatchCase } from './make-case.ts';

/** How long a case's patch takes to apply, in milliseconds: the median of so many rounds. Throws when the result is not the right one. */
export function measureCase({ path, before, after, patch }: PatchCase, rounds: number): number {
  const content = new TextEncoder().encode(before);
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const result = applyPatch(patch, {
      read: (name) => (name === path ? { mode: '100644', content } : undefined),
      mayChange: () => true,
    });
    const took = performance.now() - start;
    const [change] = result.kind === 'refused' ? [] : result.changes;
    if (change?.kind !== 'write' || new TextDecoder().decode(change.content) !== after)
      throw new Error('The patch was not applied as it should be.');
    return took;
  });
  return times.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? Number.NaN;
}
