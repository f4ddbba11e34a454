import { onTestFinished } from 'vitest';
import type { Rehearsal } from '../../src/dev/rehearsal/rehearsal.ts';
import { startRehearsal, type RehearsalOptions } from '../../src/dev/rehearsal/start-rehearsal.ts';

/** A rehearsal server on a free port that is closed when the test that asked for it has finished. */
export async function rehearsalForTest(options: RehearsalOptions): Promise<Rehearsal> {
  const rehearsal = await startRehearsal(options);
  onTestFinished(() => rehearsal.close());
  return rehearsal;
}
