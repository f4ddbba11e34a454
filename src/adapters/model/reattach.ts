import { setTimeout as sleep } from 'node:timers/promises';
import { APIError } from 'openai';
import type { Response } from 'openai/resources/responses/responses';
import type { ModelOutcome, ModelRequest } from '../../ports/model.ts';
import { guardCall } from './guard-call.ts';
import type { Provider } from './provider.ts';
import { readStream } from './read-stream.ts';
import { requestBody } from './request-body.ts';

const shortestPauseMs = 250;
const longestPauseMs = 5_000;

type Found = { kind: 'response'; response: Response } | { kind: 'lost' };

/**
 * Waits for a reply that is being made in the background, by its id, asking for it at growing intervals: a stream that was begun by a process that is
 * dead needs no reading again, since the whole reply stands in the response. 'lost' when the provider no longer has it, or it ended without
 * a reply. Throws failures, and the caller's reason when `signal` is aborted.
 */
export async function reattach(
  provider: Provider,
  request: ModelRequest,
  responseId: string,
  signal: AbortSignal,
  onProgress: () => void,
): Promise<ModelOutcome | { kind: 'lost' }> {
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const found = await guardCall<Found>(provider, request.model, signal, async (watchdog) => {
      watchdog.expect('no word of a reply in the background', provider.headerTimeoutMs);
      return lookFor(provider, responseId, watchdog.signal);
    });
    // Nothing was asked that could overflow, or be invalid.
    if (found.kind !== 'response') return { kind: 'lost' };
    const { response } = found;
    const type = ended[response.status ?? ''];
    if (type !== undefined)
      return await readStream(only({ type, response }), () => JSON.stringify(requestBody(request)), onProgress);
    if (response.status !== 'queued' && response.status !== 'in_progress') return { kind: 'lost' };
    onProgress();
    await sleep(pauseMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

const ended: Partial<Record<string, 'response.completed' | 'response.incomplete'>> = {
  completed: 'response.completed',
  incomplete: 'response.incomplete',
};

async function lookFor({ client, headerTimeoutMs }: Provider, id: string, signal: AbortSignal): Promise<Found> {
  try {
    const response = await client.responses.retrieve(id, {}, { signal, timeout: headerTimeoutMs + 1000 });
    return { kind: 'response', response };
  } catch (error) {
    if (error instanceof APIError && [400, 404, 405, 410].includes(Number(error.status))) return { kind: 'lost' };
    throw error;
  }
}

async function* only(event: { type: 'response.completed' | 'response.incomplete'; response: Response }) {
  yield { ...event, sequence_number: 0 };
}
