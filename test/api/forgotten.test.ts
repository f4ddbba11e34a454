import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { ModuleResource } from '../../src/api/resources/module-resource.ts';
import type { ProblemResource } from '../../src/api/resources/problem-resource.ts';
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

const get = async <T>(path: string) => (await api.json<T>('GET', `/v1/migrations/${path}`)).body;

async function fileFor(paths: string[], more: object = {}) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  return { ...smallMigration(repository.folder), verify: wordVerify, deliver: { branch: 'migrated' }, ...more };
}

/** Lets Temporal forget a migration's workflow, as it does after its retention. */
async function forget({ id, workflowId }: MigrationResource): Promise<void> {
  const { workflowService } = stack().client;
  await workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId } });
  await until(
    () => stack().migrations.status(id),
    (status) => status === undefined,
  );
}

it('answers for a migration that has ended when Temporal has forgotten it, and does not run it again', async () => {
  const file = await fileFor(['a.js'], { approve: { merge: 'none' } });
  const send = () => api.json<MigrationResource>('POST', '/v1/migrations', file, { 'idempotency-key': 'once' });
  const { body: started } = await send();
  const { id } = started;
  const path = `${id}/modules/a.js`;
  const before = await until(
    () => get<MigrationResource>(id),
    ({ status }) => status === 'completed',
  );
  const look = () =>
    Promise.all([
      get(id),
      get(`${id}/modules`),
      get(path),
      get(`${path}/logs`),
      get(`${path}/evidence`),
      get(`${id}/report`),
    ]);
  const known = await look();
  await forget(before);
  const calls = stack().rehearsal.calls().length;
  expect(await look()).toEqual(known);
  const again = await send();
  expect([again.status, again.body]).toEqual([202, before]);
  expect(await stack().migrations.status(id)).toBeUndefined();
  expect(stack().rehearsal.calls().length).toBe(calls);
});

it('tells what records know of a migration whose workflow was taken away in the middle', async () => {
  const { body: started } = await api.json<MigrationResource>(
    'POST',
    '/v1/migrations',
    await fileFor(['a.js', 'b.js'], { concurrency: 1 }),
  );
  const { id } = started;
  await until(
    () => get<MigrationResource>(id),
    ({ waits }) => waits.length === 1,
  );
  await forget(started);
  expect(await get<MigrationResource>(id)).toMatchObject({
    status: 'unknown',
    problem: expect.stringContaining('has left no report'),
    counts: { total: 2, planned: 1, other: 1 },
    waits: [],
  });
  const { modules } = await get<{ modules: ModuleResource[] }>(`${id}/modules`);
  expect(modules).toMatchObject([
    { path: 'a.js', state: 'unresolved', attempts: 1, turns: 3, baseline: { tests: 2 }, tests: { matched: 2 } },
    { path: 'b.js', state: 'skipped' },
  ]);
  const diff = await api.send('GET', `/v1/migrations/${id}/modules/a.js/diff`);
  expect(await diff.text()).toContain("+const word = 'NEW';");
  expect(await get<ProblemResource>(`${id}/report`)).toMatchObject({ status: 404 });
  expect((await api.json('POST', `/v1/migrations/${id}/pause`)).status).toBe(409);
});

it('answers without a worker, from records and within seconds', async () => {
  const { body: started } = await api.json<MigrationResource>('POST', '/v1/migrations', await fileFor(['a.js']));
  const { id } = started;
  await until(
    () => get<MigrationResource>(id),
    ({ waits }) => waits.length === 1,
  );
  await stack().worker.kill();
  const began = Date.now();
  const [list, one, page] = await Promise.all([
    api.json<{ migrations: MigrationResource[] }>('GET', '/v1/migrations?limit=1'),
    get<MigrationResource>(id),
    get<{ modules: ModuleResource[] }>(`${id}/modules`),
  ]);
  expect(Date.now() - began).toBeLessThan(5_000);
  const problem = expect.stringContaining('No Drover worker has answered in time');
  expect(list.body.migrations).toMatchObject([{ id, status: 'running', problem }]);
  expect(one).toMatchObject({ status: 'running', problem, counts: { total: 1, running: 1 } });
  expect(page.modules).toMatchObject([{ path: 'a.js', state: 'verifying', turns: 3 }]);
});
