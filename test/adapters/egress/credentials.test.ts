import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Registry } from '../../../src/adapters/egress/registry.ts';
import { askThrough, connectThrough, proxyForTest, tlsThrough } from './proxy-for-test.ts';
import { upstreamForTest } from './upstream-for-test.ts';

const secret = 'Bearer t0p-secret';

function registry(port: number, other: Partial<Registry> = {}): Registry {
  const credentials = () => Promise.resolve({ authorization: secret });
  return { host: 'registry.test', port, protocol: 'https', private: true, credentials, ...other };
}

async function privateRegistry(other: Partial<Registry> = {}) {
  const upstream = await upstreamForTest((request, response) => {
    const isKnown = request.headers.authorization === secret;
    response.writeHead(isKnown ? 200 : 401, { 'set-cookie': 'session=1' }).end(isKnown ? 'a private package' : '');
  });
  const { port, log, ca } = await proxyForTest([registry(upstream.port, other)]);
  const target = `registry.test:${upstream.port}`;
  const ask = (...lines: string[]) => askThrough(port, 'registry.test', target, ca, lines);
  return { upstream, ask, log, port, target, ca };
}

test('the credentials are added outside, and what the client sends in their place is dropped', async () => {
  const { ask, upstream, target } = await privateRegistry();
  const answer = await ask(
    'GET /pkg HTTP/1.1',
    'Host: evil.test',
    'Authorization: Bearer mine',
    'Proxy-Authorization: Basic eDp5',
    'Cookie: a=b',
    'Accept: text/x',
  );
  expect(answer).toMatch(/200 OK[^]*a private package/);
  const headers = upstream.requests[0]?.headers;
  expect(headers).toMatchObject({ authorization: secret, host: target, accept: 'text/x' });
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('proxy-authorization');
});

test('a session that the registry opens stays outside, too', async () => {
  const { ask } = await privateRegistry();
  expect(await ask('GET /pkg HTTP/1.1', 'Host: registry.test')).not.toMatch(/session/);
});

test.each(['PUT', 'POST', 'DELETE', 'TRACE', 'PATCH'])(
  '%s is refused: nobody publishes in the operator’s name',
  async (method) => {
    const { ask, upstream, log } = await privateRegistry();
    expect(await ask(`${method} /pkg HTTP/1.1`, 'Host: x', 'Content-Length: 0')).toMatch(/403 [^]*GET and HEAD/);
    expect(upstream.requests).toEqual([]);
    expect(log.refusals()).toEqual([expect.stringContaining('GET and HEAD')]);
  },
);

test.each([
  ['/npm/pkg', 200],
  ['/npm/@acme%2fpkg?write=true', 200],
  ['/admin', 403],
  ['/npm/../admin', 403],
  ['/npm/%2e%2e/admin', 403],
  ['/npm/%252e%252e/admin', 403],
  ['/npm/..%2fadmin', 403],
  ['/npm/..;/admin', 403],
  ['/npm/\\..\\admin', 403],
])('of the path %s the answer is %d where /npm/ is allowed', async (path, status) => {
  const { ask } = await privateRegistry({ paths: ['/npm/'] });
  expect(await ask(`GET ${path} HTTP/1.1`, 'Host: x')).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('a redirect is the client’s affair: the credentials do not go to the host that it leads to', async () => {
  const storage = await upstreamForTest((_, response) => response.end('bytes'));
  const upstream = await upstreamForTest((_, response) => {
    response.writeHead(302, { location: `https://storage.test:${storage.port}/blob` }).end();
  });
  const open = { host: 'storage.test', port: storage.port, protocol: 'https', private: true } as const;
  const { port, ca } = await proxyForTest([registry(upstream.port), open]);
  const answer = await askThrough(port, 'registry.test', `registry.test:${upstream.port}`, ca, [
    'GET /a HTTP/1.1',
    'Host: x',
  ]);
  expect(answer).toMatch(/302 Found[^]*location: https:\/\/storage\.test/);
  expect(storage.requests).toEqual([]);
  await askThrough(port, 'storage.test', `storage.test:${storage.port}`, ca, ['GET /blob HTTP/1.1', 'Host: x']);
  expect(storage.requests[0]?.headers).not.toHaveProperty('authorization');
});

test('credentials are not sent to a server that can’t prove its name', async () => {
  const upstream = await upstreamForTest((_, response) => response.end());
  const { port, authority } = await proxyForTest([registry(upstream.port)], { trusted: [] });
  const answer = await askThrough(
    port,
    'registry.test',
    `registry.test:${upstream.port}`,
    [authority],
    ['GET / HTTP/1.1', 'Host: x'],
  );
  expect(answer).toMatch(/502 [^]*could not reach registry\.test/);
  expect(upstream.requests).toEqual([]);
});

test('requests follow one another over one connection, and large bodies are streamed, not kept', async () => {
  const chunk = randomBytes(1 << 20);
  const chunks = 128;
  const upstream = await upstreamForTest((_, response) => {
    let left = chunks;
    const push = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(chunk)) return void response.once('drain', push);
      }
      response.end();
    };
    push();
  });
  const { port, ca } = await proxyForTest([registry(upstream.port)]);
  const secure = await tlsThrough(
    (await connectThrough(port, `registry.test:${upstream.port}`)).socket,
    'registry.test',
    ca,
  );
  secure.write('GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await once(secure, 'readable');
  // Nobody reads: what has been sent by now must not gather here.
  const before = process.memoryUsage().rss;
  await new Promise((done) => setTimeout(done, 300));
  expect(process.memoryUsage().rss - before).toBeLessThan(60 << 20);
  let bytes = 0;
  const hash = createHash('sha256');
  for await (const part of secure as AsyncIterable<Buffer>) {
    bytes += part.length;
    hash.update(part);
  }
  expect(bytes).toBeGreaterThan(chunks << 20);
});
