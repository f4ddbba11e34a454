import { condition, log } from '@temporalio/workflow';
import { nextWake } from '../src/core/approval/next-wake.ts';

export type Wait = {
  /** What waits, for the timers' summaries and the worker's log. */
  what: string;
  /** When it began, in milliseconds since the epoch. */
  since: number;
  /** After how many milliseconds somebody is reminded, again and again, and after how many the wait ends; never where they are missing. */
  remind?: number;
  expire?: number;
  isDecided: () => boolean;
  /** Shows a reminder where people look. */
  onReminder: () => Promise<void>;
};

/** Waits until a person has decided; false when the wait expired. Meanwhile there are timers and nothing else: no process is held. */
export async function waitForPerson({ what, since, isDecided, onReminder, ...limits }: Wait): Promise<boolean> {
  for (;;) {
    const wake = nextWake(limits, since, Date.now());
    if (wake === undefined) {
      await condition(isDecided);
      return true;
    }
    if (await condition(isDecided, wake.afterMs, { summary: `${wake.what}: ${what}` })) return true;
    if (wake.what === 'expire') return false;
    log.warn(`${what} waits for a person since ${new Date(since).toISOString()}`);
    await onReminder();
  }
}
