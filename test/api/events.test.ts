import { afterAll, beforeAll, expect, it } from 'vitest';
import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { ModuleResource } from '../../src/api/resources/module-resource.ts';
import { apiForTest, type TestApi } from '../support/api-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { until } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const stack = sharedStack(() => ({ brain: renamingBrain() }));
const cleanUps: (() => void | Promise<void>)[] = [];
let api: TestApi;

beforeAll(async () => {
  const { migrations, dataFolder } = stack();
  api = await apiForTest({ migrations, dataFolder }, (cleanUp) => void cleanUps.unshift(cleanUp));
});
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

async function start(paths: string[]): Promise<MigrationResource> {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  const file = { ...smallMigration(repository.folder), verify: wordVerify, deliver: { branch: 'migrated' } };
  return (await api.json<MigrationResource>('POST', '/v1/migrations', file)).body;
}

/** Listens, and gathers what it hears until the stream ends. */
async function listen(id: string, headers: Record<string, string> = {}) {
  const response = await api.send('GET', `/v1/migrations/${id}/events`, undefined, headers);
  const heard: EventSourceMessage[] = [];
  const ended = (async () => {
    const events = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const event of events ?? []) heard.push(event);
  })();
  const of = <T>(name: string) => heard.filter(({ event }) => event === name).map(({ data }) => JSON.parse(data) as T);
  return { response, heard, ended, of };
}

it('tells where a migration is at once, then each change, and ends with it, for all who listen', async () => {
  const { id } = await start(['a.js']);
  const first = await listen(id);
  expect(first.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const [wait] = await until(
    async () => first.of<MigrationResource>('migration').at(-1)?.waits ?? [],
    (waits) => waits.length === 1,
  );
  const second = await listen(id, { 'last-event-id': '7' });
  await until(
    async () => second.of<ModuleResource>('module'),
    (modules) => modules.some(({ state }) => state === 'awaiting-approval'),
  );
  await api.json('POST', `/v1/migrations/${id}/modules/a.js/approve`, { head: wait?.head, evidence: wait?.evidence });
  await Promise.all([first.ended, second.ended]);
  for (const { heard, of } of [first, second]) {
    expect(heard[0]?.event).toBe('migration');
    expect(heard.at(-1)).toMatchObject({ event: 'end', data: '{"status":"completed"}' });
    expect(of<MigrationResource>('migration').at(-1)).toMatchObject({ id, status: 'completed', counts: { merged: 1 } });
    expect(of<ModuleResource>('module').at(-1)).toMatchObject({ path: 'a.js', state: 'merged' });
  }
  // Nothing is told twice: each event differs from the one of its kind before.
  const newest = new Map<string | undefined, string | undefined>();
  for (const { event, data } of first.heard) {
    expect(data).not.toBe(newest.get(event));
    newest.set(event, data);
  }
});

it('of a migration that has ended, tells that and ends', async () => {
  const { id } = await start(['a.js']);
  await api.json('POST', `/v1/migrations/${id}/cancel`);
  await until(
    () => api.json<MigrationResource>('GET', `/v1/migrations/${id}`),
    ({ body }) => body.status === 'cancelled',
  );
  const { ended, heard } = await listen(id);
  await ended;
  expect(heard.map(({ event }) => event)).toEqual(['migration', 'end']);
  expect((await api.send('GET', '/v1/migrations/nobody/events')).status).toBe(404);
});
