import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from './start-stack.ts';

const shortestMs = 1_000;
const longestMs = 30_000;
/** A worker that lived this long was well: the next one is started at once again. */
const wellMs = 60_000;

/**
 * Starts another worker whenever the stack's own dies, and says so; the more often in a row, the longer it waits. The returned function ends
 * that, which must be before the stack is stopped.
 */
export function superviseWorker(stack: Pick<Stack, 'worker' | 'startWorker'>, say: (line: string) => void): () => void {
  const ended = new AbortController();
  void supervise(stack, say, ended.signal);
  return () => ended.abort();
}

async function supervise(
  stack: Pick<Stack, 'worker' | 'startWorker'>,
  say: (line: string) => void,
  stopped: AbortSignal,
): Promise<void> {
  let delayMs = shortestMs;
  for (;;) {
    const began = Date.now();
    const { code, signal } = await stack.worker.ended;
    if (stopped.aborted) return;
    if (Date.now() - began > wellMs) delayMs = shortestMs;
    let why = `The worker ended (${signal ?? `exit code ${code}`})`;
    for (let started = false; !started;) {
      say(`${why}; another one starts in ${delayMs / 1_000} s. Nothing is lost.`);
      await sleep(delayMs, undefined, { signal: stopped }).catch(() => {});
      if (stopped.aborted) return;
      delayMs = Math.min(delayMs * 2, longestMs);
      try {
        await stack.startWorker();
        started = true;
      } catch (error) {
        why = error instanceof Error ? error.message : String(error);
      }
    }
    say(`Another worker (process ${stack.worker.pid}) goes on.`);
  }
}
