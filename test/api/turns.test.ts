import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogResource } from '../../src/api/resources/log-resource.ts';
import type { MigrationResource } from '../../src/api/resources/migration-resource.ts';
import type { ProblemResource } from '../../src/api/resources/problem-resource.ts';
import type { TurnResource } from '../../src/api/resources/turn-resource.ts';
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
const text = async (path: string) => (await api.send('GET', `/v1/migrations/${path}`)).text();
/** Put together here, so that no scanner takes this file for a leak. */
const secret = ['ghp', 'a1B2'.repeat(9)].join('_');

async function start(content: string, more: object = {}): Promise<string> {
  const { folder } = await gitRepository({ 'a.js': content });
  const file = { ...smallMigration(folder), verify: wordVerify, deliver: { branch: 'migrated' }, ...more };
  return (await api.json<MigrationResource>('POST', '/v1/migrations', file)).body.id;
}

const when = (id: string, wanted: (migration: MigrationResource) => boolean) =>
  until(() => get<MigrationResource>(id), wanted);
const waits = (id: string) => when(id, (migration) => migration.waits.length === 1);

describe('turns', () => {
  it('are shown to the last word: the request as it was sent, the reply, and what each tool call came to', async () => {
    const id = await start(wordModule());
    await waits(id);
    const first = await get<TurnResource>(`${id}/modules/a.js/attempts/1/turns/1`);
    expect(first).toMatchObject({
      round: 1,
      request: { known: 0, body: { model: 'gpt-5.2-codex', stream: true, store: false } },
      calls: [{ tool: 'shell', input: '$ cat < "$MODULE"', output: expect.stringContaining("const word = 'OLD';") }],
      usage: { modelCalls: 1 },
    });
    const second = await get<TurnResource>(`${id}/modules/a.js/attempts/1/turns/2?round=1`);
    expect(second).toMatchObject({ calls: [{ tool: 'apply_patch', output: expect.stringContaining('was applied') }] });
    const { known, body, digest, bytes } = second.request ?? {};
    // All of the first turn, and its reply; new is what its tools answered.
    expect(body?.input.length).toBe((known ?? 0) + 1);
    expect(body?.input.slice(0, known)).toEqual([...(first.request?.body.input ?? []), ...first.reply.items]);
    const sent = await text(`${id}/blobs/${digest}`);
    expect([Buffer.byteLength(sent), JSON.parse(sent)]).toEqual([bytes, body]);
    const { detail } = await get<ProblemResource>(`${id}/modules/a.js/attempts/1/turns/9`);
    expect(detail).toBe('There is no attempt 1, turn 9 in round 1. Attempt and turn may be 1/1, 1/2, 1/3.');
  });

  it('hide the secrets that the repository holds and commands print, in every answer but a proof', async () => {
    const id = await start(`// a leftover: ${secret}\n${wordModule()}`);
    await waits(id);
    const shown = await text(`${id}/modules/a.js/attempts/1/turns/1`);
    expect(shown).toContain('a leftover: [secret]');
    const { logs } = await get<{ logs: LogResource[] }>(`${id}/modules/a.js/logs`);
    expect(logs.some((log) => log.text.includes('a leftover: [secret]'))).toBe(true);
    const answers = [
      shown,
      JSON.stringify(logs),
      ...(await Promise.all(
        logs.flatMap(({ blobs }) => Object.values(blobs)).map((digest) => text(`${id}/blobs/${digest}`)),
      )),
    ];
    expect(answers.filter((answer) => answer.includes(secret))).toEqual([]);
    await api.send('POST', `/v1/migrations/${id}/cancel`);
  });

  it('and those that stand in an error', async () => {
    const setup = { run: `echo "no access with ${secret}"; exit 1` };
    const id = await start(wordModule(), { setup });
    const failed = await when(id, ({ status }) => status !== 'running');
    const module = await text(`${id}/modules/a.js`);
    expect(`${JSON.stringify(failed)} ${module}`).toContain('no access with [secret]');
    expect(`${JSON.stringify(failed)} ${module} ${await text(`${id}/report`)}`).not.toContain(secret);
  });
});
