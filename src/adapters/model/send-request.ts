import type OpenAI from 'openai';
import type { Failure } from '../../domain/failure.ts';
import type { ModelOutcome, ModelRequest } from '../../ports/model.ts';
import { classifyModelError } from './classify-model-error.ts';
import { ProviderFault } from './provider-fault.ts';
import { readStream } from './read-stream.ts';
import { requestBody } from './request-body.ts';
import { startWatchdog } from './watchdog.ts';

/** A provider, and how long to wait for it, in milliseconds. */
export type Provider = {
  client: OpenAI;
  host: string;
  apiKey: string;
  idleTimeoutMs: number;
  headerTimeoutMs: number;
};

/** What came of one request: an outcome, or that the provider can't read the reasoning in it (`failure` says so). */
type Sent = ModelOutcome | { kind: 'unreadable-reasoning'; failure: Failure };

/** Sends one request and reads its stream to the end. Throws failures, and the caller's reason when `signal` is aborted. */
export async function sendRequest(
  provider: Provider,
  request: ModelRequest,
  key: string,
  signal: AbortSignal,
  onProgress: () => void,
): Promise<Sent> {
  const { client, host, apiKey, idleTimeoutMs, headerTimeoutMs } = provider;
  signal.throwIfAborted();
  const watchdog = startWatchdog(signal);
  try {
    watchdog.expect('no response head', headerTimeoutMs);
    const body = requestBody(request);
    const stream = await client.responses.create(body, {
      signal: watchdog.signal,
      // The watchdog is to be the first: the package's own timeout does not cover the body of an error.
      timeout: headerTimeoutMs + 1000,
      headers: { 'Idempotency-Key': key },
    });
    const expectEvent = () => watchdog.expect('no event of the stream', idleTimeoutMs);
    expectEvent();
    const onEvent = () => {
      expectEvent();
      onProgress();
    };
    return await readStream(stream, () => JSON.stringify(body), onEvent);
  } catch (error) {
    signal.throwIfAborted();
    const fault = watchdog.timedOut === undefined ? error : new ProviderFault(watchdog.timedOut);
    const verdict = classifyModelError(fault, { model: request.model, host, secrets: [apiKey], now: Date.now() });
    if (verdict.kind === 'failure') throw verdict.failure;
    return verdict;
  } finally {
    watchdog.stop();
  }
}
