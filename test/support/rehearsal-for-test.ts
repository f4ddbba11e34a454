import { onTestFinished } from 'vitest';
import type { Rehearsal } from '../../src/dev/rehearsal/rehearsal.ts';
import { startRehearsal, type RehearsalOptions } from '../../src/dev/rehearsal/start-rehearsal.ts';
import type { AtEnd } from './temporary-folder.ts';

/** A rehearsal server on a free port that is closed when the test that asked for it has finished, or when `atEnd` says. */
export async function rehearsalForTest(options: RehearsalOptions, atEnd: AtEnd = onTestFinished): Promise<Rehearsal> {
  const rehearsal = await startRehearsal(options);
  atEnd(() => rehearsal.close());
  return rehearsal;
}
