import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Registry } from '../../../src/adapters/egress/registry.ts';
import { httpServer } from '../../support/http-server.ts';
import { askThrough, connectThrough, proxyForTest, rawConnection, tlsThrough } from './proxy-for-test.ts';
import { upstreamForTest } from './upstream-for-test.ts';

const get = (path: string, host = 'registry.test') => [`GET ${path} HTTP/1.1`, `Host: ${host}`];

function registry(port: number, other: Partial<Registry> = {}): Registry {
  return { host: 'registry.test', port, protocol: 'https', private: true, ...other };
}

test('an allowed registry is reached through a tunnel that is not looked into', async () => {
  const upstream = await upstreamForTest((_, response) => response.end('a package'));
  const { port, log, ca } = await proxyForTest([registry(upstream.port)]);
  const target = `registry.test:${upstream.port}`;
  const lines = [...get('/tape'), "Authorization: Bearer the-client's"];
  expect(await askThrough(port, 'registry.test', target, ca, lines)).toContain('a package');
  expect(upstream.requests[0]?.headers.authorization).toBe("Bearer the-client's");
  await vi.waitFor(() => expect(log.allowed()).toEqual([target]));
  expect(log.refusals()).toEqual([]);
});

test.each([
  ['another host', 'evil.test:443', 'it is not an allowed registry'],
  ['a host that begins like it', 'registry.test.evil.test:443', 'it is not an allowed registry'],
  ['an address', '127.0.0.1:443', 'by name, never by address'],
  ['an IPv6 address', '[::1]:443', 'by name, never by address'],
  ['this machine', 'localhost:443', 'it is not an allowed registry'],
])('%s is refused, in words that name the host and the setting', async (_, target, why) => {
  const { port, log } = await proxyForTest([registry(443)]);
  const { status, reason, body } = await connectThrough(port, target);
  expect(status).toBe(403);
  for (const words of [reason, body]) {
    expect(words).toContain(target);
    expect(words).toContain(why);
  }
  expect(log.refusals()).toEqual([expect.stringContaining(`drover: refused ${target}: `)]);
});

test('another port of an allowed host is refused, and the way that is allowed is named', async () => {
  const { port } = await proxyForTest([registry(443)]);
  expect(await connectThrough(port, 'registry.test:22')).toMatchObject({
    status: 403,
    reason: expect.stringContaining('https on port 443 alone'),
  });
});

test('a name that leads into a private network is refused, unless the operator says that it does', async () => {
  const upstream = await upstreamForTest((_, response) => response.end());
  const target = `registry.test:${upstream.port}`;
  const { port } = await proxyForTest([registry(upstream.port, { private: false })]);
  expect(await connectThrough(port, target)).toMatchObject({
    status: 403,
    reason: expect.stringContaining("'private: true'"),
  });
  const allowing = await proxyForTest([registry(upstream.port)]);
  expect((await connectThrough(allowing.port, target)).status).toBe(200);
});

test('the connection goes to the address that was looked at, though the name leads elsewhere a moment later', async () => {
  const upstream = await upstreamForTest((_, response) => response.end('the first'));
  const answers = ['127.0.0.1', '192.0.2.1', '192.0.2.1'];
  let asked = 0;
  const resolve = () => Promise.resolve([{ address: answers[asked++] ?? '', family: 4 }]);
  const { port, ca } = await proxyForTest([registry(upstream.port)], { resolve });
  expect(await askThrough(port, 'registry.test', `registry.test:${upstream.port}`, ca, get('/'))).toContain(
    'the first',
  );
  expect(asked).toBe(1);
});

test('a tunnel to one name does not carry TLS for another, nor anything that is not TLS', async () => {
  const upstream = await upstreamForTest((_, response) => response.end('reached'));
  const { port, log, ca } = await proxyForTest([registry(upstream.port)]);
  const target = `registry.test:${upstream.port}`;
  const { socket } = await connectThrough(port, target);
  await expect(tlsThrough(socket, 'other.test', ca)).rejects.toThrow(/disconnected|ECONNRESET|EPIPE/);
  const plain = await connectThrough(port, target);
  plain.socket.write('GET / HTTP/1.1\r\n\r\n');
  expect(await text(plain.socket).catch(() => '')).toBe('');
  expect(upstream.requests).toEqual([]);
  await vi.waitFor(() =>
    expect(log.refusals()).toEqual([
      expect.stringContaining('TLS for another name was begun through it: other.test'),
      expect.stringContaining('not TLS'),
    ]),
  );
});

test('plain http is taken for registries that are allowed with it alone', async () => {
  const upstream = await httpServer((request, response) => response.end(`saw ${request.url}`));
  const itsPort = Number(new URL(upstream.url).port);
  const { port } = await proxyForTest([registry(itsPort, { protocol: 'http' }), registry(443, { host: 'other.test' })]);
  const ask = (url: string) => fetchThrough(port, url);
  expect(await ask(`http://registry.test:${itsPort}/a/b?c=d`)).toMatch(/200 OK[^]*saw \/a\/b\?c=d/);
  expect(await ask('http://other.test/')).toMatch(/403 [^]*https on port 443 alone/);
  expect(await ask('http://evil.test/')).toMatch(/403 [^]*evil\.test:80/);
  expect(await ask('/direct')).toMatch(/400 /);
});

async function fetchThrough(port: number, url: string): Promise<string> {
  const socket = await rawConnection(port);
  socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

test('a registry that is not there is told apart from one that is refused', async () => {
  const { port, log } = await proxyForTest([registry(1)]);
  expect(await connectThrough(port, 'registry.test:1')).toMatchObject({
    status: 502,
    body: expect.stringContaining('ECONNREFUSED'),
  });
  expect(log.refusals()).toEqual([]);
});

test("this machine's own proxy is used where it has one, with its credentials", async () => {
  const upstream = await upstreamForTest((_, response) => response.end('through two'));
  const outer = await proxyForTest([registry(upstream.port)]);
  const heads: string[] = [];
  const front = createServer((socket) => {
    socket.once('data', (head) => {
      heads.push(head.toString());
      const onward = connect(outer.port, '127.0.0.1');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => void front.close());
  const hostEnv = { https_proxy: `http://ann:s3cret@127.0.0.1:${(front.address() as AddressInfo).port}` };
  const { port, ca } = await proxyForTest([registry(upstream.port)], { hostEnv });
  const answer = await askThrough(port, 'registry.test', `registry.test:${upstream.port}`, ca, get('/'));
  expect(answer).toContain('through two');
  expect(heads[0]).toContain(`Proxy-Authorization: Basic ${Buffer.from('ann:s3cret').toString('base64')}`);
});

test('who is too slow to say what it wants is left: in a head, before TLS, and within it', async () => {
  const upstream = await upstreamForTest((_, response) => response.end());
  const hosts = [registry(upstream.port), registry(443, { host: 'ended.test', credentials: async () => ({}) })];
  const { port } = await proxyForTest(hosts, { patienceMs: 300 });
  const head = await rawConnection(port);
  head.write('CONNECT registry.test:443 HTTP/1.1\r\nHost: ');
  const before = (await connectThrough(port, `registry.test:${upstream.port}`)).socket;
  const within = (await connectThrough(port, 'ended.test:443')).socket;
  const handshake = Buffer.from([22, 3, 1, 2, 0, 1]);
  within.write(handshake);
  await Promise.all([head, before, within].map((socket) => text(socket).catch(() => '')));
  expect([head, before, within].every((socket) => socket.destroyed || socket.readableEnded)).toBe(true);
});

test('more connections than any package manager opens are not taken', async () => {
  const { port, proxy } = await proxyForTest([]);
  const all = await Promise.all(Array.from({ length: 300 }, () => rawConnection(port)));
  const open = () => new Promise<number>((done) => proxy.server.getConnections((_, count) => done(count)));
  await vi.waitFor(() =>
    expect(all.filter(({ destroyed, readableEnded }) => destroyed || readableEnded).length).toBeGreaterThanOrEqual(44),
  );
  expect(await open()).toBeLessThanOrEqual(256);
});

test('when it closes, every connection ends, in both directions', async () => {
  const upstream = await upstreamForTest((_, response) => response.write('begun'));
  const ended = registry(upstream.port, { host: 'other.test', paths: ['/'] });
  const { port, proxy, ca } = await proxyForTest([registry(upstream.port), ended]);
  const connections: boolean[] = [];
  upstream.server.on('connection', (socket) => {
    const index = connections.push(true) - 1;
    socket.on('close', () => (connections[index] = false));
  });
  for (const host of ['registry.test', 'other.test']) {
    const secure = await tlsThrough((await connectThrough(port, `${host}:${upstream.port}`)).socket, host, ca);
    secure.on('error', () => secure.destroy());
    secure.write(`${get('/', host).join('\r\n')}\r\n\r\n`);
    await once(secure, 'data');
  }
  expect(connections).toHaveLength(2);
  const idle = await rawConnection(port);
  await proxy.close();
  await vi.waitFor(() => expect(connections).toEqual([false, false]));
  await vi.waitFor(() => expect(idle.destroyed || idle.readableEnded).toBe(true));
});

test('hostile bytes, before and after CONNECT, end their own connection and nothing else', async () => {
  const upstream = await upstreamForTest((_, response) => response.end('still there'));
  const ended = registry(upstream.port, { host: 'other.test', credentials: async () => ({}) });
  const { port, ca } = await proxyForTest([registry(upstream.port), ended], { patienceMs: 200 });
  const target = (host: string) => `${host}:${upstream.port}`;
  const beginnings = ['', ...['registry.test', 'other.test'].map((host) => `CONNECT ${target(host)} HTTP/1.1\r\n\r\n`)];
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        'GET http://',
        'CONNECT ',
        'registry.test',
        ':99999',
        '\r\n',
        ' HTTP/1.1\r\n',
        '\r\n\r\n',
        '\u0016\u0003\u0001',
      )
      .map((word) => Buffer.from(word, 'latin1')),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...beginnings), fc.array(piece, { maxLength: 8 }), async (begin, pieces) => {
      const socket = await rawConnection(port);
      socket.end(Buffer.concat([Buffer.from(begin), ...pieces]));
      await text(socket).catch(() => '');
    }),
    { numRuns: 60 },
  );
  expect(await askThrough(port, 'registry.test', target('registry.test'), ca, get('/'))).toContain('still there');
});
