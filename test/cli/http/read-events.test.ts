import { describe, expect, test } from 'vitest';
import { readEvents, type MigrationEvent } from '../../../src/cli/http/read-events.ts';
import { httpServer } from '../../support/http-server.ts';

const { signal } = new AbortController();
const head = { 'content-type': 'text/event-stream' };

async function all(url: string): Promise<MigrationEvent[]> {
  const events: MigrationEvent[] = [];
  for await (const event of readEvents(async () => ({ url, from: 'a test' }), '/events', signal)) events.push(event);
  return events;
}

describe('readEvents', () => {
  test('gives migrations and modules until the end, and passes over comments and what a newer service adds', async () => {
    const server = await httpServer((_, response) => {
      response.writeHead(200, head);
      response.write(': beat\n\nevent: migration\ndata: {"id":"m"}\n\n');
      response.write('event: novelty\ndata: {}\n\nevent: mod');
      response.end('ule\ndata: {"key":"a"}\n\nevent: end\ndata: {}\n\nevent: module\ndata: {"key":"b"}\n\n');
    });
    expect(await all(server.url)).toEqual([
      { event: 'migration', migration: { id: 'm' } },
      { event: 'module', module: { key: 'a' } },
    ]);
  });

  test('comes again when the connection breaks in the middle, or the service is away for a moment', async () => {
    const server = await httpServer((request, response, nth) => {
      if (nth === 2) return request.socket.destroy();
      response.writeHead(200, head);
      response.write(`event: migration\ndata: {"id":"${nth}"}\n\n`, () => {
        if (nth === 1) request.socket.destroy();
        else response.end('event: end\ndata: {}\n\n');
      });
    });
    const ids = (await all(server.url)).map((event) => event.event === 'migration' && event.migration.id);
    expect(ids).toEqual(['1', '3']);
  });

  test('looks anew where the service is, since it may come back elsewhere', async () => {
    const first = await httpServer((request) => request.socket.destroy());
    const second = await httpServer((_, response) => response.writeHead(200, head).end('event: end\ndata: {}\n\n'));
    const places = [first.url, second.url];
    const events = readEvents(async () => ({ url: places.shift() ?? '', from: 'a test' }), '/events', signal);
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(second.requests).toHaveLength(1);
  });

  test('does not wait for a migration that is not there', async () => {
    const problem = { type: 'x', title: 'x', status: 404, detail: 'There is no such migration.' };
    const server = await httpServer((_, response) => response.writeHead(404).end(JSON.stringify(problem)));
    await expect(all(server.url)).rejects.toThrow('There is no such migration.');
    expect(server.requests).toHaveLength(1);
  });
});
