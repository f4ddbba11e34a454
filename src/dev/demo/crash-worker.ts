import { setTimeout as sleep } from 'node:timers/promises';
import { listJournal } from '../../adapters/journal/journal-listing.ts';
import type { Config } from '../../config.ts';
import { dataFolders } from '../../worker/data-folders.ts';
import type { Stack } from '../stack/start-stack.ts';
import type { Crash } from './count-calls.ts';
import type { Screen } from '../show/open-screen.ts';

type Crashing = {
  config: Config;
  stack: Pick<Stack, 'worker' | 'startWorker'>;
  screen: Pick<Screen, 'say' | 'warn'>;
  /** Aborts when the migration has ended: then there is nothing left to crash. */
  ended: AbortSignal;
};

/** A crash is worth watching when some calls are recorded already, and some are under way. */
const enoughRecorded = 4;
const enoughInFlight = 2;
const lookMs = 20;

/**
 * Kills the worker with SIGKILL while model calls are under way, reads the journal while it is dead, and starts another worker. Undefined when
 * the migration ended before there was a moment for it, as it may with a model that answers at once.
 */
export async function crashWorker({ config, stack, screen, ended }: Crashing): Promise<Crash | undefined> {
  const { journal } = dataFolders(config.dataFolder);
  for (;;) {
    const entries = await listJournal(journal);
    const recorded = entries.filter((entry) => entry.recorded).length;
    if (recorded >= enoughRecorded && entries.length - recorded >= enoughInFlight) break;
    if (ended.aborted) {
      screen.warn(
        'The worker was not killed: the migration ended before enough model calls were under way at one moment.',
      );
      return undefined;
    }
    await sleep(lookMs);
  }
  const { pid } = stack.worker;
  await stack.worker.kill();
  const at = Date.now();
  const snapshot = await listJournal(journal);
  const inFlight = snapshot.filter((entry) => !entry.recorded).length;
  screen.say(
    `☠ kill -9 ${pid}: the worker is dead, with ${inFlight} model calls under way and ${snapshot.length - inFlight} recorded.`,
  );
  await stack.startWorker();
  screen.say(`↻ Another worker (${stack.worker.pid}) goes on. Temporal notices the lost steps within ten seconds.`);
  return { at, snapshot };
}
