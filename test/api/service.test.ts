import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionResource } from '../../src/api/resources/decision-resource.ts';
import type { LogResource } from '../../src/api/resources/log-resource.ts';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { ModuleDetailResource } from '../../src/api/resources/module-detail-resource.ts';
import type { ModuleResource } from '../../src/api/resources/module-resource.ts';
import type { ProblemResource } from '../../src/api/resources/problem-resource.ts';
import type { WaitResource } from '../../src/api/resources/wait-resource.ts';
import { migrationId } from '../../src/api/starting/migration-id.ts';
import { requestDigest } from '../../src/api/starting/request-digest.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { apiForTest, type TestApi } from '../support/api-for-test.ts';
import { gitRepository } from '../support/git-repository.ts';
import { until } from '../support/migration-stack.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { sharedStack } from '../support/shared-stack.ts';
import { smallMigration } from '../support/small-migration.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';
import { recordFor } from './support.ts';

/** What the first attempt at `again.js` leaves in the file, so that a second attempt has something to change. */
const stack = sharedStack(() => ({
  brain: renamingBrain({ 'again.js': ["NEW'; // BAD"], 'wrong.js': ['BAD', 'BAD'] }),
}));
const cleanUps: (() => void | Promise<void>)[] = [];
let api: TestApi;

beforeAll(async () => {
  const { migrations, dataFolder } = stack();
  api = await apiForTest({ migrations, dataFolder }, (cleanUp) => void cleanUps.unshift(cleanUp));
});
afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

const cli = { 'user-agent': 'drover-cli/0.1.0' };
const key = (value: string) => ({ 'idempotency-key': value });
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- an assertion that reads better here than at each use
const post = <T = ProblemResource>(path: string, body?: unknown, headers?: Record<string, string>) =>
  api.json<T>('POST', `/v1/migrations${path}`, body, headers);
const get = async <T>(path: string) => (await api.json<T>('GET', `/v1/migrations/${path}`)).body;
const text = async (path: string) => (await api.send('GET', `/v1/migrations/${path}`)).text();

async function fileFor(paths: string[], more: object = {}) {
  const repository = await gitRepository(Object.fromEntries(paths.map((path) => [path, wordModule()])));
  return { ...smallMigration(repository.folder), verify: wordVerify, deliver: { branch: 'migrated' }, ...more };
}

async function start(paths: string[], more: object = {}, query = ''): Promise<string> {
  const { status, body } = await post<MigrationResource>(query, await fileFor(paths, more));
  expect(status).toBe(202);
  return body.id;
}

const migrationWhen = (id: string, wanted: (migration: MigrationResource) => boolean) =>
  until(() => get<MigrationResource>(id), wanted);

async function waits(id: string, count = 1): Promise<WaitResource[]> {
  return (await migrationWhen(id, (migration) => migration.waits.length === count)).waits;
}

async function onlyWait(id: string): Promise<WaitResource> {
  const [wait] = await waits(id);
  if (wait === undefined) throw new Error('Nothing waits.');
  return wait;
}

const merge = ({ head, evidence }: WaitResource) => ({ head, evidence });
const ended = (id: string) => migrationWhen(id, ({ status }) => !['running', 'waiting', 'paused'].includes(status));

describe('starting', () => {
  it('gives the same migration to the same request, however often it comes and whatever has happened to it', async () => {
    const file = await fileFor(['a.js']);
    const first = await post<MigrationResource>('?actor=ann', file, key('Release 7'));
    expect([first.status, first.headers.get('location')]).toEqual([202, `/v1/migrations/${first.body.id}`]);
    expect(first.body).toMatchObject({ status: 'running', startedBy: 'ann', id: expect.stringMatching(/^release-7-/) });
    const { id } = first.body;
    // Another order of the same fields is the same request.
    const reordered = Object.fromEntries(Object.entries(file).reverse());
    const again = await Promise.all([1, 2, 3].map(() => post<MigrationResource>('', reordered, key('Release 7'))));
    for (const { status, body } of again) expect([status, body.id]).toEqual([202, id]);
    const other = await post('', { ...file, goal: 'Something else.' }, key('Release 7'));
    expect([other.status, other.body.type]).toEqual([409, 'urn:drover:problem:idempotency-conflict']);
    expect(other.body.detail).toContain(id);
    expect((await post('?mode=plan', file, key('Release 7'))).status).toBe(409);
    expect((await post<MigrationResource>('', file, key('Release 8'))).body.id).not.toBe(id);
    await post(`/${id}/cancel`);
    await ended(id);
    expect((await post<MigrationResource>('', file, key('Release 7'))).body).toMatchObject({ id, status: 'cancelled' });
  });

  it('goes on from wherever an earlier request stopped', async () => {
    const file = await fileFor(['a.js'], { approve: { merge: 'none' } });
    const id = migrationId('default', 'small', 'stopped');
    // A crash after the record: the workflow never began, and the same request begins it.
    await api.records.write(id, 'migration', {
      ...recordFor({ id, file: MigrationFile.parse(file) }),
      digest: requestDigest({ mode: 'migrate', body: file }),
    });
    expect(await get(id)).toMatchObject({ status: 'not-started', problem: expect.stringContaining('never began') });
    expect((await post<MigrationResource>('', file, key('stopped'))).body).toMatchObject({ id, status: 'running' });
    // A crash after the workflow began, before that was noted: it is found and goes on as it is.
    await rm(join(dataFolders(api.dataFolder).records, id, 'started.json'));
    expect(await post<MigrationResource>('', file, key('stopped'))).toMatchObject({ status: 202, body: { id } });
    expect(await ended(id)).toMatchObject({ status: 'completed', counts: { total: 1, merged: 1 } });
  });

  it('with a mode: a plan that costs nothing, and a try of one module that lands nothing', async () => {
    const plan = await start(['a.js', 'b.js'], {}, '?mode=plan');
    expect(await ended(plan)).toMatchObject({ mode: 'plan', status: 'completed', usage: { modelCalls: 0 } });
    const { modules } = await get<{ modules: ModuleResource[] }>(`${plan}/modules`);
    expect(modules).toMatchObject([{ path: 'a.js', baseline: { tests: 2, failing: 0 } }, { path: 'b.js' }]);
    const tried = await start(['a.js', 'b.js'], {}, '?mode=try&module=b.js');
    expect(await ended(tried)).toMatchObject({ mode: 'try', status: 'completed', counts: { total: 1, merged: 0 } });
    expect(await get<{ modules: ModuleResource[] }>(`${tried}/modules`)).toMatchObject({
      modules: [{ path: 'b.js', state: 'verified' }],
    });
    expect(await text(`${tried}/modules/b.js/diff`)).toContain("+const word = 'NEW';");
    expect(await text(`${tried}/diff`)).toBe('');
  });

  it('says why a migration failed, whose repository is not there', async () => {
    const { body } = await post<MigrationResource>('', smallMigration('/nowhere/at/all'));
    expect(await ended(body.id)).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('/nowhere/at/all'),
    });
  });
});

describe('deciding', () => {
  it('lands a merge once: what is stale, second, late or wrong is refused with the reason', async () => {
    const id = await start(['a.js']);
    const wait = await onlyWait(id);
    expect(wait).toMatchObject({
      what: 'merge',
      path: 'a.js',
      approve: `drover approve ${id} a.js --head ${wait.head?.slice(0, 12)}`,
    });
    const approve = (body: object, headers = {}) =>
      post<DecisionResource>(`/${id}/modules/a.js/approve`, body, headers);
    const stale = await post(`/${id}/modules/a.js/approve`, { ...merge(wait), head: 'f'.repeat(40) });
    expect([stale.status, stale.body.type]).toEqual([409, 'urn:drover:problem:conflict']);
    expect(stale.body.detail).toContain(`the head is ${wait.head} now`);
    expect((await post(`/${id}/modules/nowhere.js/approve`, merge(wait))).status).toBe(404);
    const approved = await approve({ ...merge(wait), actor: 'ann', reason: 'read it' }, cli);
    expect(approved).toMatchObject({
      status: 200,
      body: { kind: 'approveMerge', actor: 'ann', channel: 'cli', reason: 'read it', ...merge(wait) },
    });
    // An answer that got lost can be asked for again.
    expect((await approve({ ...merge(wait), actor: 'ann', reason: 'read it' }, cli)).status).toBeOneOf([200, 409]);
    expect((await approve({ ...merge(wait), actor: 'bob' })).status).toBe(409);
    expect((await post(`/${id}/modules/a.js/reject`, { ...merge(wait), reason: 'no' })).status).toBe(409);
    expect(await ended(id)).toMatchObject({ status: 'completed', branch: 'migrated', counts: { merged: 1 } });
    const late = await post(`/${id}/modules/a.js/approve`, merge(wait));
    expect([late.status, late.body.detail]).toEqual([409, expect.stringMatching(/has ended/)]);
    expect(await get<ModuleDetailResource>(`${id}/modules/a.js`)).toMatchObject({
      state: 'merged',
      approvedBy: 'ann',
      decisions: [{ actor: 'ann', channel: 'cli', at: expect.stringMatching(/Z$/) }],
      rounds: [{ merges: [{ head: wait.head }] }],
    });
    expect(await text(`${id}/diff`)).toContain("+const word = 'NEW';");
    expect(await get(`${id}/report`)).toMatchObject({ v: 1, status: 'completed', modules: [{ approvedBy: 'ann' }] });
    expect(api.log.some((line) => line.startsWith(`approveMerge of ${id} by "bob" refused`))).toBe(true);
  });

  it('sends a rejection’s reason to the model as one more attempt, whose change is shown by itself', async () => {
    const id = await start(['again.js']);
    const first = await onlyWait(id);
    expect((await post(`/${id}/modules/again.js/reject`, merge(first))).status).toBe(400);
    const reason = 'take the comment out';
    expect(await post(`/${id}/modules/again.js/reject`, { ...merge(first), reason })).toMatchObject({
      status: 200,
      body: { channel: 'api' },
    });
    const [second] = (await migrationWhen(id, (migration) => migration.waits.some(({ head }) => head !== first.head)))
      .waits;
    const module = await get<ModuleDetailResource>(`${id}/modules/again.js`);
    expect(module).toMatchObject({ attempts: 2, refused: [expect.stringContaining(reason)] });
    expect(await text(`${id}/modules/again.js/diff?attempt=1`)).toContain("+const word = 'NEW'; // BAD");
    expect(await text(`${id}/modules/again.js/diff?attempt=2`)).toMatch(/^-const word = 'NEW'; \/\/ BAD/m);
    expect(await text(`${id}/modules/again.js/diff`)).toMatch(/^-const word = 'OLD';$/m);
    const { logs } = await get<{ logs: LogResource[] }>(`${id}/modules/again.js/logs?attempt=2`);
    expect(logs.map(({ step }) => step.replace(/-[0-9a-f]{40}$/, ''))).toContain('round-1/verify-attempt-2');
    await post(`/${id}/modules/again.js/approve`, second && merge(second));
    expect((await ended(id)).status).toBe('completed');
  });

  it('pauses, resumes, skips and cancels, and refuses what the state does not allow', async () => {
    const id = await start(['a.js', 'b.js'], { concurrency: 1 });
    await onlyWait(id);
    expect(await post(`/${id}/pause`, { actor: 'ann' })).toMatchObject({
      status: 200,
      body: { kind: 'pause', actor: 'ann' },
    });
    expect(await get(id)).toMatchObject({ status: 'paused', decisions: [{ kind: 'pause' }] });
    expect((await post(`/${id}/pause`)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('paused already'),
    });
    expect((await post(`/${id}/resume`)).status).toBe(200);
    expect((await post(`/${id}/pause`, { actor: 'ann' })).status).toBe(200);
    // The same decision as before is meant anew, and not answered from memory.
    expect(await get(id)).toMatchObject({ status: 'paused' });
    expect((await post(`/${id}/resume`)).status).toBe(200);
    expect((await post(`/${id}/modules/b.js/retry`)).body).toMatchObject({ status: 409 });
    expect(await post(`/${id}/modules/b.js/skip`, { reason: 'not now' })).toMatchObject({
      status: 200,
      body: { kind: 'skip', reason: 'not now' },
    });
    const early = await post(`/${id}/modules/b.js/approve`, { head: 'h', evidence: 'e' });
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('b.js has ended as skipped')]);
    expect((await post(`/${id}/cancel`, { actor: 'ann', reason: 'enough' })).status).toBe(200);
    expect(await ended(id)).toMatchObject({ status: 'cancelled', problem: 'ann cancelled it: enough' });
    // It says that it is cancelled a moment before its workflow ends; until then it refuses in its own words.
    const over = async () => {
      const { status, body } = await post(`/${id}/resume`);
      return [status, body.detail];
    };
    await expect
      .poll(over, { timeout: 20_000 })
      .toEqual([409, `The migration ${id} has ended (cancelled): nothing can be decided on it any more.`]);
  });

  it('approves a plan before anything is paid', async () => {
    const id = await start(['a.js'], { approve: { plan: true, merge: 'none' } });
    const wait = await onlyWait(id);
    expect(wait).toMatchObject({ what: 'plan', approve: `drover approve ${id} --plan` });
    expect((await post(`/${id}/plan/approve`, { plan: 'f'.repeat(64) })).status).toBe(409);
    expect((await get<MigrationResource>(id)).usage.modelCalls).toBe(0);
    expect(await post(`/${id}/plan/approve`, { plan: wait.plan })).toMatchObject({
      status: 200,
      body: { kind: 'approvePlan' },
    });
    expect(await ended(id)).toMatchObject({ status: 'completed', counts: { merged: 1 } });
  });
});

describe('blobs', () => {
  it('are given when the migration’s own records name them, to be saved and not to be shown', async () => {
    const id = await start(['a.js']);
    await onlyWait(id);
    const { logs } = await get<{ logs: LogResource[] }>(`${id}/modules/a.js/logs`);
    const named = logs.flatMap(({ blobs }) => Object.values(blobs));
    expect(named.length).toBeGreaterThan(5);
    for (const digest of named) {
      const answer = await api.send('GET', `/v1/migrations/${id}/blobs/${digest}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${digest}"`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const foreign = await api.blobs.put('of somebody else');
    expect((await api.send('GET', `/v1/migrations/${id}/blobs/${foreign}`)).status).toBe(404);
    const plan = ((await api.records.read(id, 'plan')) as { plan: string }).plan;
    expect((await api.send('GET', `/v1/migrations/${id}/blobs/${plan}`)).status).toBe(404);
    const evidence = await text(`${id}/modules/a.js/evidence`);
    expect(await api.blobs.put(evidence)).toBe((await onlyWait(id)).evidence);
  });
});
