import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { apiForTest } from '../support/api-for-test.ts';
import { smallMigration } from '../support/small-migration.ts';
import { recordFor } from './support.ts';

type Problem = {
  type: string;
  status: number;
  detail: string;
  errors?: { field: string; value?: string; detail: string }[];
};

const kind = (problem: Problem) => problem.type.replace('urn:drover:problem:', '');

/** Sends bytes as they are, and reads the answer to its end. */
function sendBytes(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('every fault is a problem with a stable type', () => {
  it('whatever is wrong with the request', async () => {
    const api = await apiForTest();
    const json = { 'content-type': 'application/json' };
    const cases: [string, string, unknown, Record<string, string>, number, string][] = [
      ['GET', '/nowhere', undefined, {}, 404, 'not-found'],
      ['GET', '/v1/migrations/nobody', undefined, {}, 404, 'not-found'],
      ['GET', '/v1/migrations/NOBODY', undefined, {}, 400, 'invalid-request'],
      ['GET', '/v1/migrations/%zz', undefined, {}, 400, 'invalid-request'],
      ['GET', `/v1/migrations/${'a'.repeat(14_000)}`, undefined, {}, 414, 'invalid-request'],
      ['GET', '/v1/migrations?limit=101', undefined, {}, 400, 'invalid-request'],
      ['GET', '/v1/migrations?cursor=x', undefined, {}, 400, 'invalid-request'],
      ['GET', '/v1/migrations/a/modules/%00', undefined, {}, 400, 'invalid-request'],
      ['DELETE', '/v1/migrations', undefined, {}, 405, 'method-not-allowed'],
      ['PUT', '/v1/migrations', 'x', { 'content-type': 'text/plain' }, 405, 'method-not-allowed'],
      ['POST', '/v1/migrations', '{"drover": 1,', json, 400, 'invalid-request'],
      ['POST', '/v1/migrations', '{"__proto__": {"x": 1}}', json, 400, 'invalid-request'],
      ['POST', '/v1/migrations', 'drover: 1', { 'content-type': 'text/yaml' }, 415, 'unsupported-media-type'],
      ['POST', '/v1/migrations', JSON.stringify('x'.repeat(28_000_000)), json, 413, 'too-large'],
      ['POST', '/v1/migrations/nobody/pause', JSON.stringify('x'.repeat(1_048_577)), json, 413, 'too-large'],
      ['POST', '/v1/migrations', '['.repeat(200_000) + ']'.repeat(200_000), json, 422, 'invalid-migration-file'],
      ['POST', '/v1/migrations', '', json, 422, 'invalid-migration-file'],
      ['POST', '/v1/migrations?mode=try', {}, {}, 400, 'invalid-request'],
      ['POST', '/v1/migrations?module=a.js', {}, {}, 400, 'invalid-request'],
      ['POST', '/v1/migrations', {}, { 'idempotency-key': 'x'.repeat(201) }, 400, 'invalid-request'],
      ['POST', '/v1/migrations/nobody/pause', undefined, {}, 404, 'not-found'],
      ['POST', '/v1/migrations/nobody/modules/a/reject', { head: 'h', evidence: 'e' }, {}, 400, 'invalid-request'],
    ];
    for (const [method, path, body, headers, status, type] of cases) {
      const answer = await api.json<Problem>(method, path, body, headers);
      const seen = [method, path.slice(0, 50), answer.status, kind(answer.body), answer.headers.get('content-type')];
      expect(seen).toEqual([method, path.slice(0, 50), status, type, 'application/problem+json; charset=utf-8']);
      expect(answer.body).toMatchObject({ status, detail: expect.stringMatching(/\S/) });
    }
    expect(api.log).toEqual([]);
  });

  it('names the field, its value and what would be right, all at once', async () => {
    const api = await apiForTest();
    const { body } = await api.json<Problem>('GET', '/v1/migrations?limit=0&mode=fly&colour=red');
    expect(body.errors).toEqual([
      { field: 'query.mode', value: '"fly"', detail: 'write one of migrate, plan, try' },
      { field: 'query.limit', value: '"0"', detail: 'write a whole number from 1 to 100' },
      { field: 'query.colour', detail: 'there is no such parameter; take it out' },
    ]);
    const file = { ...smallMigration('https://git.example/x.git'), concurency: 3, verify: [] };
    const refused = await api.json<Problem>('POST', '/v1/migrations', file);
    expect(refused.body.errors?.map(({ field }) => field).toSorted()).toEqual(['concurency', 'verify']);
  });

  it('also to what is no HTTP that can be read', async () => {
    const api = await apiForTest();
    expect(await sendBytes(api.url, 'hello\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 .*"urn:drover:problem:invalid-request"/s,
    );
    const long = `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await sendBytes(api.url, long)).toMatch(/^HTTP\/1\.1 431 .*application\/problem\+json.*shorter/s);
  });

  it('says with a refused method which ones are served', async () => {
    const api = await apiForTest();
    const answer = await api.send('PATCH', '/v1/migrations');
    expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'POST']);
  });
});

describe('on loopback', () => {
  it('pages of other sites get nothing, not even whether it lives', async () => {
    const api = await apiForTest();
    for (const path of ['/healthz', '/v1/migrations', '/docs', '/nowhere'])
      expect((await api.send('GET', path, undefined, { origin: 'https://evil.example' })).status).toBe(403);
    const rebound = await sendBytes(
      api.url,
      'GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    );
    expect(rebound).toMatch(/^HTTP\/1\.1 403 /);
    expect((await api.send('GET', '/healthz', undefined, { origin: api.url })).status).toBe(200);
  });

  it('refuses to be served where others reach it without a token, and says how to make one', async () => {
    await expect(apiForTest({ host: '0.0.0.0' })).rejects.toThrow(/drover token create/);
  });

  it('says which setting to change when its port is taken', async () => {
    const api = await apiForTest();
    await expect(apiForTest({ port: Number(new URL(api.url).port) })).rejects.toThrow(/DROVER_API_PORT/);
  });
});

describe('limits', () => {
  it('refuses more than 300 writes a minute with the time to wait, and still answers reads and health checks', async () => {
    const api = await apiForTest();
    const answers = [];
    for (let count = 0; count < 301; count += 1) answers.push(await api.send('POST', '/v1/migrations/nobody/pause'));
    const last = answers.at(-1);
    expect(answers.slice(0, 300).every(({ status }) => status === 404)).toBe(true);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(kind((await last?.json()) as Problem)).toBe('too-many-requests');
    expect((await api.send('GET', '/v1/migrations')).status).toBe(200);
    expect((await api.send('GET', '/healthz')).status).toBe(200);
  });
});

describe('where Temporal does not answer', () => {
  it('says so to a health check that asks, and to whoever starts a migration', async () => {
    const api = await apiForTest();
    expect((await api.send('GET', '/healthz')).status).toBe(200);
    const ready = await api.json<Problem>('GET', '/readyz');
    expect([ready.status, ready.body.detail]).toEqual([503, 'Not ready: Temporal does not answer.']);
  });

  it('refuses decisions as not possible now, and says when to try again', async () => {
    const api = await apiForTest();
    await api.records.write('small-1', 'migration', recordFor());
    const { status, headers, body } = await api.json<Problem>('POST', '/v1/migrations/small-1/pause');
    expect([status, kind(body), headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
  });

  it('answers lists from records within seconds', async () => {
    const api = await apiForTest();
    await api.records.write('small-1', 'migration', recordFor());
    await api.records.write('small-1', 'started', { v: 1 });
    const began = Date.now();
    const { body } = await api.json<{ migrations: { status: string; problem: string }[] }>('GET', '/v1/migrations');
    expect(Date.now() - began).toBeLessThan(6_000);
    expect(body.migrations).toMatchObject([
      { status: 'running', problem: expect.stringContaining('Temporal does not answer') },
    ]);
  });
});
