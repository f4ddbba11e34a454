import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inject, it, expect, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { checkTemporal } from '../../../src/dev/doctor/check-temporal.ts';
import { startTemporal } from '../../../src/dev/temporal/start-temporal.ts';
import { executable } from '../../support/executable.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('asks a server that is configured for its namespace', async () => {
  const server = await startTemporal({ binary: inject('temporal').binary, ui: false, log: () => {} });
  onTestFinished(() => server.stop());
  const config = (namespace: string) =>
    readConfig({ TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: namespace, HOME: '/nowhere' });
  expect(await checkTemporal(config('default'))).toMatchObject({
    state: 'ok',
    says: expect.stringContaining('the namespace default'),
  });
  expect(await checkTemporal(config('team'))).toMatchObject({
    state: 'failed',
    wayOut: expect.stringContaining(`namespace create --namespace team --address ${server.address}`),
  });
  await server.stop();
  expect(await checkTemporal(config('default'))).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('TEMPORAL_ADDRESS'),
  });
});

it('says where a server of its own would come from', async () => {
  const folder = await temporaryFolder();
  const nowhere = 'http://127.0.0.1:9';
  const config = (env: Record<string, string>) => readConfig({ HOME: folder, PATH: folder, ...env });
  expect(await checkTemporal(config({}), nowhere)).toMatchObject({
    state: 'failed',
    wayOut: expect.stringContaining('TEMPORAL_CLI_PATH'),
  });
  expect(await checkTemporal(config({}), await downloads())).toMatchObject({
    state: 'ok',
    says: expect.stringContaining('downloads'),
  });
  await executable(folder, 'go', 'true');
  expect(await checkTemporal(config({}), nowhere)).toMatchObject({
    state: 'warning',
    says: expect.stringContaining('builds'),
  });
  await executable(folder, 'temporal', 'true');
  expect(await checkTemporal(config({}), nowhere)).toMatchObject({
    state: 'ok',
    says: expect.stringContaining('(PATH)'),
  });
  const wrong = config({ TEMPORAL_CLI_PATH: join(folder, 'none') });
  expect(await checkTemporal(wrong, nowhere)).toMatchObject({
    state: 'failed',
    says: expect.stringContaining('TEMPORAL_CLI_PATH is'),
  });
});

/** A place that offers an archive. */
async function downloads(): Promise<string> {
  const answer = JSON.stringify({ archiveUrl: 'http://127.0.0.1:9/archive', fileToExtract: 'temporal' });
  const server = createServer((_, out) => out.writeHead(200).end(answer)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
