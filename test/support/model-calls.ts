import type { CrashRun } from './crash-run.ts';

/**
 * The calls that were made again though their replies had been recorded, by the server's own count: each call after a worker's death whose key
 * or body the journal held then. They must be none.
 */
export function repeatedCalls({ calls, deaths }: CrashRun): string[] {
  return deaths.flatMap(({ at, journal }) => {
    const recorded = journal.filter((entry) => entry.recorded).map((entry) => entry.key);
    const keys = new Set(recorded);
    const bodies = new Set(recorded.map((key) => key.slice(key.lastIndexOf('/') + 1)));
    const later = calls.filter((call) => call.at >= at);
    return later
      .filter((call) => keys.has(call.key ?? '') || bodies.has(call.bodyHash))
      .map((call) => call.key ?? call.bodyHash);
  });
}

/** The key of each call whose key the server had been asked before, sorted. */
export function keysAskedAgain({ calls }: CrashRun): string[] {
  const keys = calls.map((call) => call.key ?? '');
  return keys.filter((key, index) => keys.indexOf(key) !== index).sort();
}

/** The places (module, round, attempt, turn) that the server was asked for, each once, sorted. */
export function placesAsked({ calls }: CrashRun): string[] {
  return [...new Set(calls.map((call) => (call.key ?? '').split('/').slice(1, 5).join('/')))].sort();
}
