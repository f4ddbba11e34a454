import { describe, expect, test } from 'vitest';
import { send } from '../../../src/cli/http/send.ts';
import { version } from '../../../src/version.ts';
import { httpServer } from '../../support/http-server.ts';

const from = 'DROVER_API';

describe('send', () => {
  test('says who it is, with the token, and hands the body over as JSON', async () => {
    const server = await httpServer((_, response) => response.end('{}'));
    await send({ url: `${server.url}/base`, from, token: 't' }, { method: 'POST', path: '/v1/x', body: { a: 1 } });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'POST', url: '/base/v1/x' });
    expect(request?.headers).toMatchObject({
      'user-agent': `drover-cli/${version()}`,
      authorization: 'Bearer t',
      'content-type': 'application/json',
    });
  });

  test('sends again what can do nothing twice when the connection breaks', async () => {
    const server = await httpServer((request, response, nth) => {
      if (nth % 2 === 1) request.socket.destroy();
      else response.end('{}');
    });
    const service = { url: server.url, from };
    await send(service, { method: 'GET', path: '/' });
    await send(service, { method: 'POST', path: '/', idempotencyKey: 'k' });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST', 'POST']);
    expect(server.requests[3]?.headers['idempotency-key']).toBe('k');
  });

  test('sends a decision once, and says that it may have arrived', async () => {
    const server = await httpServer((request) => request.socket.destroy());
    await expect(send({ url: server.url, from }, { method: 'POST', path: '/' })).rejects.toMatchObject({
      type: 'Transient',
      message: expect.stringContaining('not known whether the request arrived'),
    });
    expect(server.requests).toHaveLength(1);
  });

  test('names the address, and what named it, when nobody listens', async () => {
    const server = await httpServer(() => {});
    await server.close();
    const refused = send({ url: server.url, from }, { method: 'POST', path: '/' });
    await expect(refused).rejects.toThrow(`${server.url} (from DROVER_API) can't be reached`);
    await expect(refused).rejects.not.toThrow('not known whether');
  });

  test("gives a problem's sentence, with each faulty field on a line", async () => {
    const problem = {
      type: 'urn:drover:problem:invalid-migration-file',
      title: 'x',
      status: 400,
      detail: 'The file has a fault.',
      errors: [{ field: 'goal', value: '""', detail: 'write what is to be done' }],
    };
    const server = await httpServer((_, response) => response.writeHead(400).end(JSON.stringify(problem)));
    await expect(send({ url: server.url, from }, { method: 'GET', path: '/' })).rejects.toMatchObject({
      type: 'InputRefused',
      message: 'The file has a fault.\n- goal is "": write what is to be done',
    });
  });

  test('says a single fault once', async () => {
    const errors = [{ field: 'query.status', value: '"foo"', detail: 'write one of running, failed' }];
    const problem = {
      type: 'x',
      title: 'x',
      status: 400,
      detail: 'query.status: write one of running, failed',
      errors,
    };
    const server = await httpServer((_, response) => response.writeHead(400).end(JSON.stringify(problem)));
    await expect(send({ url: server.url, from }, { method: 'GET', path: '/' })).rejects.toMatchObject({
      message: 'query.status is "foo": write one of running, failed',
    });
  });

  test.each([
    [undefined, 'Set DROVER_TOKEN'],
    ['t', 'DROVER_TOKEN is set'],
  ])('says what to do about the token %s that is refused', async (token, words) => {
    const problem = { type: 'x', title: 'x', status: 401, detail: 'Who are you?' };
    const server = await httpServer((_, response) => response.writeHead(401).end(JSON.stringify(problem)));
    const service = { url: server.url, from, ...(token !== undefined && { token }) };
    await expect(send(service, { method: 'GET', path: '/' })).rejects.toThrow(words);
  });

  test('follows no redirect, which would carry the token elsewhere, and says when something else answers', async () => {
    const elsewhere = await httpServer((_, response) => response.end('{}'));
    const server = await httpServer((_, response) => response.writeHead(302, { location: elsewhere.url }).end());
    await expect(send({ url: server.url, from, token: 't' }, { method: 'GET', path: '/' })).rejects.toThrow(
      'not as a Drover service does',
    );
    expect(elsewhere.requests).toEqual([]);
  });
});
