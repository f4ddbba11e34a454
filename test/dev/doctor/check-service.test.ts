import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { checkService } from '../../../src/dev/doctor/check-service.ts';

/** A server that gives out these statuses by path, as a proxy or a service in trouble would. */
async function serverOf(
  status: (path: string, authorization: string | undefined) => number,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, out) =>
    out.writeHead(status(request.url ?? '', request.headers.authorization)).end('{}'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

it('takes none for no fault', async () => {
  expect(await checkService(undefined)).toMatchObject({ state: 'info', says: expect.stringContaining('drover dev') });
});

it('says that a token is missing, or is refused', async () => {
  const { url } = await serverOf((path, given) => (path === '/healthz' || given === 'Bearer good' ? 200 : 401));
  expect(await checkService({ url, from: 'DROVER_API' })).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('DROVER_TOKEN is not set'),
  });
  expect(await checkService({ url, token: 'bad', from: 'DROVER_API' })).toMatchObject({
    says: expect.stringContaining('refuses the token'),
  });
  expect(await checkService({ url, token: 'good', from: 'DROVER_API' })).toMatchObject({ state: 'ok' });
});

it('tells something else at the address, and nothing', async () => {
  const { url, server } = await serverOf(() => 404);
  expect(await checkService({ url, from: 'DROVER_API' })).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('no Drover service'),
  });
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect(await checkService({ url, from: 'DROVER_API' })).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('ECONNREFUSED'),
  });
});
