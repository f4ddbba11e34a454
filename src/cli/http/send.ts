import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import type { Service } from './find-service.ts';
import { problemFailure } from './problem-failure.ts';
import { version } from '../../version.ts';

export type HttpRequest = {
  method: 'GET' | 'POST';
  /** Below the service's address, already encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  accept?: string;
  /** Makes a POST one that may be sent again. */
  idempotencyKey?: string | undefined;
  signal?: AbortSignal;
  /** How long the whole answer may take; none for a stream. */
  timeoutMs?: number;
};

const retryDelaysMs = [200, 1_000, 3_000];
const timeoutMs = 60_000;

/**
 * Sends a request and returns the answer. A connection that fails is tried again a few times, where sending twice can't do a thing twice.
 * Throws a `Failure` with the service's own words when it refuses.
 */
export async function send(service: Service, request: HttpRequest): Promise<Response> {
  const repeatable = request.method === 'GET' || request.idempotencyKey !== undefined;
  for (let attempt = 0; ; attempt += 1) {
    const response = await sendOnce(service, request).catch((error: unknown) => ({ fault: error }));
    if (!('fault' in response)) {
      if (response.ok) return response;
      throw await problemFailure(service, response);
    }
    request.signal?.throwIfAborted();
    const delayMs = retryDelaysMs[attempt];
    if (!repeatable || delayMs === undefined) throw unreachable(service, response.fault, repeatable);
    await sleep(delayMs, undefined, request.signal && { signal: request.signal });
  }
}

async function sendOnce(service: Service, request: HttpRequest): Promise<Response> {
  const url = new URL(service.url + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.append(name, String(value));
  }
  const limit = request.accept === 'text/event-stream' ? [] : [AbortSignal.timeout(request.timeoutMs ?? timeoutMs)];
  const signals = [...(request.signal ? [request.signal] : []), ...limit];
  return fetch(url, {
    method: request.method,
    // A redirect would carry the token elsewhere, or turn a POST into a GET.
    redirect: 'manual',
    headers: {
      accept: request.accept ?? 'application/json, application/problem+json',
      'user-agent': `drover-cli/${version()}`,
      ...(service.token !== undefined && { authorization: `Bearer ${service.token}` }),
      ...(request.idempotencyKey !== undefined && { 'idempotency-key': request.idempotencyKey }),
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
  });
}

/** `fetch` says only 'fetch failed'; what happened is in its cause. */
function unreachable(service: Service, fault: unknown, repeatable: boolean): Failure {
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause : fault;
  const why = cause instanceof Error ? cause.message || cause.name : String(cause);
  const refused = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
  const unsure =
    repeatable || refused ? '' : ' It is not known whether the request arrived: look before you send it again.';
  return new Failure(
    'Transient',
    `The Drover service at ${service.url} (from ${service.from}) can't be reached: ${why}.${unsure}`,
    { cause: fault },
  );
}
