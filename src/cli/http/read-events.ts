import { setTimeout as sleep } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { ModuleResource } from '../../api/resources/module-resource.ts';
import { Failure } from '../../domain/failure.ts';
import type { Service } from './find-service.ts';
import { send } from './send.ts';

export type MigrationEvent =
  | { event: 'migration'; migration: MigrationResource }
  | { event: 'module'; module: ModuleResource };

/** The service speaks at least every 15 s; after a silence this long the connection is dead, whatever the system says. */
const silenceMs = 45_000;
/** How long a service may be away before the watcher gives up. */
const patienceMs = 120_000;
const againMs = 1_000;

/**
 * What happens to a migration, until it has ended. A connection that breaks is made again: the service may be restarted while somebody
 * watches, and nothing is lost, since it begins with the state as it is. `locate` is asked each time where the service is.
 */
export async function* readEvents(
  locate: () => Promise<Service>,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<MigrationEvent> {
  let heard = Date.now();
  for (;;) {
    try {
      for await (const { event, data } of stream(await locate(), path, signal)) {
        heard = Date.now();
        if (event === 'end') return;
        const document = JSON.parse(data) as unknown;
        if (event === 'migration') yield { event, migration: document as MigrationResource };
        if (event === 'module') yield { event, module: document as ModuleResource };
      }
    } catch (error) {
      signal.throwIfAborted();
      // Only what may pass is waited for; a migration that is not there will not be there in a second.
      const passing = !(error instanceof Failure) || error.type === 'Transient';
      if (!passing || Date.now() - heard > patienceMs) throw error;
    }
    await sleep(againMs, undefined, { signal });
  }
}

async function* stream(service: Service, path: string, outer: AbortSignal) {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`nothing came for ${silenceMs / 1_000} s`)), silenceMs);
  const signal = AbortSignal.any([outer, silence.signal]);
  try {
    const response = await send(service, { method: 'GET', path, accept: 'text/event-stream', signal });
    if (response.body === null) return;
    const events = response.body
      .pipeThrough(alive(() => timer.refresh()))
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    for await (const { event, data } of events) yield { event, data };
  } finally {
    clearTimeout(timer);
  }
}

/** Tells of every byte, heartbeats included, which the parser keeps to itself. */
function alive(hear: () => void): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      hear();
      controller.enqueue(chunk);
    },
  });
}
