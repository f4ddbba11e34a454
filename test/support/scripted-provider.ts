import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A provider that answers every request in the way given, for what no well-behaved server sends; returns its base URL. */
export async function scriptedProvider(
  answer: (request: IncomingMessage, out: ServerResponse) => void,
): Promise<string> {
  const server = createServer((request, out) => {
    request.resume().once('end', () => answer(request, out));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

/** Writes events as a stream that ends cleanly. */
export function sendEvents(out: ServerResponse, events: unknown[]): void {
  out.writeHead(200, { 'content-type': 'text/event-stream' });
  out.end(events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join(''));
}
