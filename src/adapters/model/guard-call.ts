import { classifyModelError, type ErrorVerdict } from './classify-model-error.ts';
import { ProviderFault } from './provider-fault.ts';
import type { Provider } from './provider.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

/**
 * Makes one call of the provider under a watchdog and returns what came of it, or what its error means where that is no failure. Throws
 * failures, and the caller's reason when `signal` is aborted.
 */
export async function guardCall<Result>(
  { host, apiKey }: Provider,
  model: string,
  signal: AbortSignal,
  call: (watchdog: Watchdog) => Promise<Result>,
): Promise<Result | Exclude<ErrorVerdict, { kind: 'failure' }>> {
  signal.throwIfAborted();
  const watchdog = startWatchdog(signal);
  try {
    return await call(watchdog);
  } catch (error) {
    signal.throwIfAborted();
    const fault = watchdog.timedOut === undefined ? error : new ProviderFault(watchdog.timedOut);
    const verdict = classifyModelError(fault, { model, host, secrets: [apiKey], now: Date.now() });
    if (verdict.kind === 'failure') throw verdict.failure;
    return verdict;
  } finally {
    watchdog.stop();
  }
}
