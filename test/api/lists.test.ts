import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { ModuleResource } from '../../src/api/resources/module-resource.ts';
import { noUsage } from '../../src/core/workflow/no-usage.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { apiForTest } from '../support/api-for-test.ts';
import { commit, planFor, recordFor, resultFor } from './support.ts';

type Page = { migrations: MigrationResource[]; next?: string };

function reportFor(id: string, more: Partial<MigrationReport> = {}): MigrationReport {
  const ends = { status: 'completed', base: commit('b'), head: commit('c'), branch: null } as const;
  const rest = { earlierRounds: [], decisions: [], usage: noUsage, seconds: 1, warnings: [] };
  return { v: 1, id, name: 'small', mode: 'migrate', ...ends, modules: [], ...rest, ...more };
}

/** An API that knows seven migrations that have ended, the newest last. */
async function withMigrations() {
  const api = await apiForTest();
  for (let day = 1; day <= 7; day += 1) {
    const id = `small-${day}`;
    const labels = { team: day % 2 === 0 ? 'web' : 'data', tier: '1' };
    const record = recordFor({ id, createdAt: `2026-01-0${day}T00:00:00.000Z`, mode: day === 7 ? 'plan' : 'migrate' });
    await api.records.write(id, 'migration', { ...record, file: { ...record.file, labels } });
    await api.records.write(id, 'report', reportFor(id, { status: day === 3 ? 'failed' : 'completed' }));
  }
  return api;
}

const ids = ({ migrations }: Page) => migrations.map(({ id }) => id.slice('small-'.length)).join('');

test('migrations come newest first, page by page, each once', async () => {
  const api = await withMigrations();
  const first = await api.json<Page>('GET', '/v1/migrations?limit=3');
  expect(ids(first.body)).toBe('765');
  const [, link = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
  // One that comes in between moves nothing.
  await api.records.write('small-9', 'migration', recordFor({ id: 'small-9', createdAt: '2026-01-09T00:00:00.000Z' }));
  const second = await api.json<Page>('GET', link);
  expect(ids(second.body)).toBe('432');
  const third = await api.json<Page>('GET', `/v1/migrations?limit=3&cursor=${second.body.next}`);
  expect([ids(third.body), third.body.next, third.headers.get('link')]).toEqual(['1', undefined, null]);
});

test('filters by status, mode, name and labels, also together', async () => {
  const api = await withMigrations();
  const list = async (query: string) => ids((await api.json<Page>('GET', `/v1/migrations?${query}`)).body);
  expect(await list('status=failed')).toBe('3');
  expect(await list('mode=plan')).toBe('7');
  expect(await list('name=other')).toBe('');
  expect(await list('label=team:web')).toBe('642');
  expect(await list('label=team:web&label=tier:1&limit=2')).toBe('64');
  expect(await list('label=team:web&label=tier:2')).toBe('');
});

test('a page that is filtered by status is full, and the next one goes on behind it', async () => {
  const api = await withMigrations();
  const first = await api.json<Page>('GET', '/v1/migrations?status=completed&limit=4');
  expect(ids(first.body)).toBe('7654');
  const second = await api.json<Page>('GET', `/v1/migrations?status=completed&limit=4&cursor=${first.body.next}`);
  expect([ids(second.body), second.body.next]).toEqual(['21', undefined]);
});

test('modules come in the order of the plan, by pages and states, and by path or key', async () => {
  const api = await withMigrations();
  const paths = ['test/a.js', 'test/b.js', 'test/c.js'];
  const plan = await api.blobs.put(JSON.stringify(planFor(paths)));
  await api.records.write('small-7', 'plan', { v: 1, plan, base: commit('b') });
  const modules = paths.map((path) => resultFor(path, path === 'test/b.js' ? { state: 'unresolved' } : {}));
  await api.records.write('small-7', 'report', reportFor('small-7', { modules: modules.reverse() }));
  const list = async (query: string) => {
    const { body } = await api.json<{ modules: ModuleResource[]; next?: string }>(
      'GET',
      `/v1/migrations/small-7/modules?${query}`,
    );
    return { paths: body.modules.map(({ path }) => path), next: body.next };
  };
  const first = await list('limit=2');
  expect(first.paths).toEqual(['test/a.js', 'test/b.js']);
  expect(await list(`limit=2&cursor=${first.next}`)).toEqual({ paths: ['test/c.js'], next: undefined });
  expect((await list('state=unresolved')).paths).toEqual(['test/b.js']);
  const byPath = await api.json('GET', '/v1/migrations/small-7/modules/test%2Fb.js');
  expect(byPath.body).toMatchObject({ key: 'test-b-js', state: 'unresolved', rounds: [] });
  expect((await api.json('GET', '/v1/migrations/small-7/modules/test-b-js')).body).toEqual(byPath.body);
  expect((await api.send('GET', '/v1/migrations/small-7/modules/test')).status).toBe(404);
});

test('a migration whose records are damaged keeps no other from being shown', async () => {
  const api = await withMigrations();
  const { records } = dataFolders(api.dataFolder);
  await writeFile(join(records, 'small-7', 'report.json'), '{');
  await writeFile(join(records, 'small-6', 'migration.json'), '{');
  const { body } = await api.json<Page>('GET', '/v1/migrations');
  expect(ids(body)).toBe('754321');
  expect(body.migrations[0]?.problem).toContain("can't be read");
  expect(api.log).toEqual([expect.stringContaining('leaves out small-6')]);
});

test('a cursor of another list is refused', async () => {
  const api = await withMigrations();
  const first = await api.json<Page>('GET', '/v1/migrations?limit=3');
  expect((await api.send('GET', `/v1/migrations/small-7/modules?cursor=${first.body.next}`)).status).toBe(400);
});
