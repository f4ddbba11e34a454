import { Context } from '@temporalio/activity';

const everyMs = 1_000;

/**
 * Runs an activity's work with a heartbeat each second, so that a dead worker is noticed and a cancellation arrives while a
 * command runs. The signal aborts when the activity is cancelled.
 */
export async function withHeartbeat<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), everyMs);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
