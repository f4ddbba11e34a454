import type { ModelOutcome } from '../../ports/model.ts';
import type { Unaccepted } from './classify-model-error.ts';
import { guardCall } from './guard-call.ts';
import type { Provider } from './provider.ts';
import { readStream } from './read-stream.ts';
import { requestBody } from './request-body.ts';
import type { Sending } from './step-down.ts';

/** Who listens while a request is answered; `began` is called with the id of a reply in the background. */
type Attention = {
  signal: AbortSignal;
  onProgress: () => void;
  began?: ((responseId: string) => Promise<void>) | undefined;
};

/** Sends one request and reads its stream to the end. Throws failures, and the caller's reason when `signal` is aborted. */
export function sendRequest(
  provider: Provider,
  { request, key, lacks }: Sending,
  { signal, onProgress, began }: Attention,
): Promise<ModelOutcome | Unaccepted> {
  const { client, idleTimeoutMs, headerTimeoutMs } = provider;
  return guardCall<ModelOutcome>(provider, request.model, signal, async (watchdog) => {
    watchdog.expect('no response head', headerTimeoutMs);
    const body = requestBody(request, lacks);
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
    return await readStream(stream, () => JSON.stringify(body), onEvent, body.background === true ? began : undefined);
  });
}
