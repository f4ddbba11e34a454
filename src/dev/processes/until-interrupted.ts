import { once } from 'node:events';

/** Waits for Ctrl-C, or a request to end. */
export async function untilInterrupted(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
