import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { fileTokens } from '../../../src/api/tokens/file-tokens.ts';
import { checkService } from '../../../src/dev/doctor/check-service.ts';
import { apiForTest } from '../../support/api-for-test.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const from = 'DROVER_API';

it('takes none for no fault', async () => {
  expect(await checkService(undefined)).toMatchObject({ state: 'info', says: expect.stringContaining('drover dev') });
});

it('finds a service that answers', async () => {
  const { url } = await apiForTest();
  expect(await checkService({ url, from })).toEqual({ name: 'service', state: 'ok', says: `${url} (DROVER_API)` });
});

it('says that a token is missing, or is refused', async () => {
  const tokens = fileTokens(await temporaryFolder());
  const token = await tokens.create('ann', ['viewer']);
  const { url } = await apiForTest({ access: { kind: 'tokens', tokens } });
  expect(await checkService({ url, token, from })).toMatchObject({ state: 'ok' });
  expect(await checkService({ url, from })).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('DROVER_TOKEN is not set'),
    wayOut: expect.stringContaining('drover token create'),
  });
  await tokens.revoke('ann');
  expect(await checkService({ url, token, from })).toMatchObject({
    says: expect.stringContaining('refuses the token'),
  });
});

it('tells something else at the address, and nothing', async () => {
  const server = createServer((_, out) => out.writeHead(404).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await checkService({ url, from })).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('no Drover service'),
  });
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect(await checkService({ url, from })).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('ECONNREFUSED'),
  });
});
