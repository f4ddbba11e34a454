import { expect, test } from 'vitest';
import { fileTokens } from '../../src/api/tokens/file-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { apiForTest } from '../support/api-for-test.ts';

type Operation = {
  operationId: string;
  summary: string;
  security: object[];
  parameters?: { name: string; in: string; schema: object }[];
  requestBody?: { required: boolean; content: Record<string, { example?: object }> };
  responses: Record<string, { content?: Record<string, unknown>; headers?: object }>;
};
type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

const served = [
  'GET /healthz',
  'GET /readyz',
  'GET /v1/migration-file.schema.json',
  'GET /v1/migrations',
  'GET /v1/migrations/{id}',
  'GET /v1/migrations/{id}/blobs/{digest}',
  'GET /v1/migrations/{id}/diff',
  'GET /v1/migrations/{id}/events',
  'GET /v1/migrations/{id}/modules',
  'GET /v1/migrations/{id}/modules/{key}',
  'GET /v1/migrations/{id}/modules/{key}/attempts/{attempt}/turns/{turn}',
  'GET /v1/migrations/{id}/modules/{key}/diff',
  'GET /v1/migrations/{id}/modules/{key}/evidence',
  'GET /v1/migrations/{id}/modules/{key}/logs',
  'GET /v1/migrations/{id}/report',
  'GET /v1/migrations/{id}/rollbacks/{rollback}',
  'POST /v1/migrations',
  'POST /v1/migrations/{id}/cancel',
  'POST /v1/migrations/{id}/concurrency',
  'POST /v1/migrations/{id}/modules/{key}/adopt',
  'POST /v1/migrations/{id}/modules/{key}/approve',
  'POST /v1/migrations/{id}/modules/{key}/reject',
  'POST /v1/migrations/{id}/modules/{key}/retry',
  'POST /v1/migrations/{id}/modules/{key}/skip',
  'POST /v1/migrations/{id}/pause',
  'POST /v1/migrations/{id}/plan/approve',
  'POST /v1/migrations/{id}/plan/reject',
  'POST /v1/migrations/{id}/raise-budget',
  'POST /v1/migrations/{id}/resume',
  'POST /v1/migrations/{id}/retry',
  'POST /v1/migrations/{id}/rollbacks',
  'POST /v1/migrations/{id}/rules',
  'POST /v1/migrations/{id}/wave/approve',
];

async function withTokens() {
  const dataFolder = await temporaryFolder();
  return apiForTest({ dataFolder, access: { kind: 'tokens', tokens: fileTokens(dataFolder) } });
}

test('the description names every route, with all answers that it can give', async () => {
  const api = await withTokens();
  const { body } = await api.json<Document>('GET', '/openapi.json');
  expect(body.openapi).toBe('3.1.0');
  const operations = Object.entries(body.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  expect(operations.map(({ name }) => name).toSorted()).toEqual(served);
  for (const { name, operation } of operations) {
    const answers = Object.keys(operation.responses);
    const open = !name.includes('/v1/migrations');
    const common = [
      '400',
      '403',
      '408',
      '414',
      '429',
      '431',
      '500',
      '503',
      ...(open ? [] : ['401']),
      ...(name.includes('{') ? ['404'] : []),
    ];
    const writes = name.startsWith('POST') ? ['409', '413', '415'] : [];
    expect([name, answers]).toEqual([name, expect.arrayContaining([...common, ...writes])]);
    for (const status of answers.filter((code) => Number(code) >= 400))
      expect(Object.keys(operation.responses[status]?.content ?? {})).toEqual(['application/problem+json']);
    expect(operation.security).toEqual(open ? [] : [{ bearer: [] }]);
  }
});

test('a decision without a reason may come without a body, and nothing else may', async () => {
  const api = await apiForTest();
  const { body } = await api.json<Document>('GET', '/openapi.json');
  const required = Object.entries(body.paths).flatMap(([path, { post }]) =>
    post?.requestBody?.required === true ? [path.replace('/v1/migrations', '')] : [],
  );
  expect(required).toEqual([
    '',
    '/{id}/raise-budget',
    '/{id}/wave/approve',
    '/{id}/plan/approve',
    '/{id}/plan/reject',
    '/{id}/retry',
    '/{id}/concurrency',
    '/{id}/rules',
    '/{id}/modules/{key}/adopt',
    '/{id}/modules/{key}/approve',
    '/{id}/modules/{key}/reject',
    '/{id}/rollbacks',
  ]);
});

test('the body that starts a migration is the migration file as it is written, with an example that is accepted', async () => {
  const api = await apiForTest();
  const { body } = await api.json<Document>('GET', '/openapi.json');
  const schema = body.components.schemas['MigrationFileInput'] as { required: string[] };
  expect(schema.required).not.toContain('concurrency');
  const example = body.paths['/v1/migrations']?.['post']?.requestBody?.content['application/json']?.example;
  // It is a good one, so it gets as far as Temporal, which is not there.
  expect((await api.send('POST', '/v1/migrations', example)).status).toBe(503);
});

test('the pages load nothing from elsewhere', async () => {
  const api = await apiForTest();
  const page = await api.send('GET', '/docs/');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await page.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test('an API that asks for no token describes itself so', async () => {
  const api = await apiForTest();
  const { body } = await api.json<Document>('GET', '/openapi.json');
  const operation = body.paths['/v1/migrations']?.['get'];
  expect(operation).not.toHaveProperty('security');
  expect(operation?.responses).not.toHaveProperty('401');
});

test('no part of the description is empty where a schema has alternatives', async () => {
  const api = await apiForTest();
  const { body } = await api.json('GET', '/openapi.json');
  expect(JSON.stringify(body).match(/"(?:any|one|all)Of":\[(?:\]|\{\})/g) ?? []).toEqual([]);
});
