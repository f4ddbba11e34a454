import { expect, test } from 'vitest';
import { fileTokens } from '../../src/api/tokens/file-tokens.ts';
import { apiForTest } from '../support/api-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { recordFor } from './support.ts';

async function withTokens() {
  const dataFolder = await temporaryFolder();
  const tokens = fileTokens(dataFolder);
  const bearer = async (name: string, ...roles: ('viewer' | 'operator' | 'approver')[]) => ({
    authorization: `Bearer ${await tokens.create(name, roles)}`,
  });
  const holders = {
    viewer: await bearer('vera', 'viewer'),
    operator: await bearer('otto', 'operator'),
    approver: await bearer('ann', 'approver'),
  };
  const api = await apiForTest({ dataFolder, access: { kind: 'tokens', tokens }, localRepositories: false });
  await api.records.write('small-1', 'migration', recordFor());
  return { api, tokens, holders };
}

test('without a token, with an unknown one, and after it was revoked, nobody gets in', async () => {
  const { api, tokens, holders } = await withTokens();
  const without = await api.json('GET', '/v1/migrations');
  expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="drover"']);
  for (const authorization of ['Bearer drover_wrong', 'Basic YTpi', 'Bearer', 'nonsense']) {
    const answer = await api.send('GET', '/v1/migrations', undefined, { authorization });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="drover", error="invalid_token"',
    ]);
  }
  expect((await api.send('GET', '/v1/migrations', undefined, holders.viewer)).status).toBe(200);
  await tokens.revoke('vera');
  expect((await api.send('GET', '/v1/migrations', undefined, holders.viewer)).status).toBe(401);
});

test('health, the description and its pages are open to all', async () => {
  const { api } = await withTokens();
  for (const path of [
    '/healthz',
    '/openapi.json',
    '/docs',
    '/docs/static/swagger-ui.css',
    '/v1/migration-file.schema.json',
  ])
    expect([path, (await api.send('GET', path)).status]).toEqual([path, 200]);
  expect((await api.send('GET', '/nowhere')).status).toBe(401);
});

test('each role may do its own part, and who may not hears which role it takes', async () => {
  const { api, holders } = await withTokens();
  const merge = { head: 'h', evidence: 'e' };
  const requests: [string, unknown, 'operator' | 'approver'][] = [
    ['/v1/migrations', smallMigration('/x'), 'operator'],
    ...['pause', 'resume', 'cancel', 'modules/a/retry', 'modules/a/skip'].map((verb): [string, unknown, 'operator'] => [
      `/v1/migrations/nobody/${verb}`,
      {},
      'operator',
    ]),
    ['/v1/migrations/nobody/plan/approve', { plan: 'p' }, 'approver'],
    ['/v1/migrations/nobody/plan/reject', { plan: 'p' }, 'approver'],
    ['/v1/migrations/nobody/modules/a/approve', merge, 'approver'],
    ['/v1/migrations/nobody/modules/a/reject', { ...merge, reason: 'no' }, 'approver'],
  ];
  for (const [path, body, needed] of requests) {
    for (const [role, headers] of Object.entries(holders)) {
      const answer = await api.json<{ detail: string }>('POST', path, body, headers);
      if (role === needed) expect([path, role, answer.status]).not.toEqual([path, role, 403]);
      else
        expect([path, role, answer.status, answer.body.detail]).toEqual([
          path,
          role,
          403,
          expect.stringContaining(needed),
        ]);
    }
  }
});

test('a decision is its token holder’s, whatever the body says', async () => {
  const { api, holders } = await withTokens();
  const { status, body } = await api.json<{ detail: string }>(
    'POST',
    '/v1/migrations/small-1/pause',
    { actor: 'bob' },
    holders.operator,
  );
  expect([status, body.detail]).toEqual([403, expect.stringMatching(/belongs to "otto".*"bob"/)]);
});

test('paths of its own machine are refused where the operator has not allowed them', async () => {
  const { api, holders } = await withTokens();
  for (const url of ['/srv/repository', './widgets', 'file:///srv/repository']) {
    const answer = await api.json<{ errors: object[] }>(
      'POST',
      '/v1/migrations',
      smallMigration(url),
      holders.operator,
    );
    expect([answer.status, answer.body.errors]).toEqual([
      422,
      [
        {
          field: 'repository.url',
          value: JSON.stringify(url),
          detail: expect.stringContaining('DROVER_LOCAL_REPOSITORIES'),
        },
      ],
    ]);
  }
});

test('neither tokens nor passwords get into answers or the log', async () => {
  const { api, holders } = await withTokens();
  const file = smallMigration('https://ann:hunter2@git.example/x.git');
  const answers = [
    await api.send('POST', '/v1/migrations', file, holders.operator),
    await api.send('GET', '/v1/migrations', undefined, { authorization: 'Bearer drover_hunter2' }),
    await api.send('POST', '/v1/migrations', smallMigration('https://git.example/x.git'), holders.operator),
  ];
  expect(answers.map(({ status }) => status)).toEqual([422, 401, 503]);
  const said = [...(await Promise.all(answers.map((answer) => answer.text()))), ...api.log].join('\n');
  expect(said).not.toContain('hunter2');
  expect(said).not.toContain(holders.operator.authorization.slice('Bearer '.length));
});
