import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { searchAttributes } from '../../../src/core/workflow/search-attributes.ts';
import {
  startTemporal,
  type StartTemporalOptions,
  type TemporalServer,
} from '../../../src/dev/temporal/start-temporal.ts';
import { compileForChild } from '../../support/compile-for-child.ts';
import { executable } from '../../support/executable.ts';
import { isRunning } from '../../support/is-running.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { binary } = inject('temporal');

test('the server answers as soon as it is given out, and remembers finished workflows for 30 days', async () => {
  const { connection } = await client(await start({ binary, ui: false }));
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(config?.workflowExecutionRetentionTtl?.seconds?.toString()).toBe(`${30 * 24 * 60 * 60}`);
});

test('workflows can be found by Drover’s search attributes from the beginning', async () => {
  const { workflow } = await client(await start({ binary, ui: false }));
  for (const name of Object.keys(searchAttributes)) expect((await workflow.count(`${name} = 'x'`)).count).toBe(0);
});

test('its web pages are served when they are asked for', async () => {
  const server = await start({ binary, ui: true });
  const response = await fetch(server.ui ?? '');
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<html');
});

test('a workflow in a database file is there again after a stop and a new start', async () => {
  const folder = join(await temporaryFolder(), 'data');
  const first = await start({ binary, ui: false, folder });
  await (await client(first)).workflow.start('anything', { taskQueue: 'nobody', workflowId: 'kept' });
  await first.stop();
  const second = await start({ binary, ui: false, folder });
  expect((await (await client(second)).workflow.getHandle('kept').describe()).status.name).toBe('RUNNING');
});

test('stopping ends the process', async () => {
  const server = await start({ binary, ui: false });
  expect(await isRunning(server.pid)).toBe(true);
  await server.stop();
  expect(await isRunning(server.pid)).toBe(false);
  await server.ended;
});

test('a port that another program took in between is no failure: others are tried', async () => {
  const folder = await temporaryFolder();
  const unlucky = await executable(
    folder,
    'temporal',
    `echo "$@" >> ${folder}/starts
     if [ "$(grep -c . ${folder}/starts)" = 1 ]; then echo "can't set frontend port: address already in use" >&2; exit 1; fi
     exec ${binary} "$@"`,
  );
  const server = await start({ binary: unlucky, ui: false });
  expect(await isRunning(server.pid)).toBe(true);
  expect((await readFile(join(folder, 'starts'), 'utf8')).trim().split('\n')).toHaveLength(2);
});

test('a server that does not start is a failure with what it said', async () => {
  const broken = await executable(
    await temporaryFolder(),
    'temporal',
    'echo "unknown flag: --sqlite-pragma" >&2; exit 1',
  );
  await expect(start({ binary: broken, ui: false })).rejects.toMatchObject({
    type: 'Broken',
    message: expect.stringContaining('unknown flag: --sqlite-pragma'),
  });
});

test('it does not outlive a starter that is killed', async () => {
  const script = await compileForChild(
    ['src/dev/temporal/start-temporal.ts'],
    `import { startTemporal } from './src/dev/temporal/start-temporal.js';
     const { pid } = await startTemporal({ binary: ${JSON.stringify(binary)}, ui: false, log: console.error });
     console.log(pid);`,
  );
  const starter = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(starter.stdout, 'data')) as [Buffer];
  const pid = Number(output.toString());
  expect(await isRunning(pid)).toBe(true);
  starter.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isRunning(pid)).toBe(false), { timeout: 10_000 });
});

async function start(options: Omit<StartTemporalOptions, 'log'>): Promise<TemporalServer> {
  const server = await startTemporal({ ...options, log: () => {} });
  onTestFinished(() => server.stop());
  return server;
}

async function client(server: TemporalServer): Promise<Client> {
  const connection = await Connection.connect({ address: server.address });
  onTestFinished(() => connection.close());
  return new Client({ connection, namespace: server.namespace });
}
