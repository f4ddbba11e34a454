import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import { findTemporal } from '../../src/dev/temporal/find-temporal.ts';
import { startTemporal } from '../../src/dev/temporal/start-temporal.ts';
import type { BareInput, bareParent } from './bare-workflows.ts';

const taskQueue = 'bare';

/** Lets Temporal alone run as many children with as many activities, on a new dev server of its own; returns how many children ended in a second. */
export async function runBare(input: BareInput): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'drover-bench-'));
  const { path } = await findTemporal({ env: process.env, log: console.error });
  const server = await startTemporal({ binary: path, folder, ui: false, log: () => {} });
  const connection = await Connection.connect({ address: server.address });
  const native = await NativeConnection.connect({ address: server.address });
  try {
    const worker = await Worker.create({
      connection: native,
      namespace: server.namespace,
      taskQueue,
      workflowsPath: fileURLToPath(new URL('bare-workflows.js', import.meta.url)),
      activities: { nothing: async () => {} },
    });
    const client = new Client({ connection, namespace: server.namespace });
    const seconds = await worker.runUntil(async () => {
      const begun = Date.now();
      const options = { taskQueue, workflowId: 'bare', args: [input] as [BareInput] };
      await client.workflow.execute<typeof bareParent>('bareParent', options);
      return (Date.now() - begun) / 1000;
    });
    return input.children / seconds;
  } finally {
    await connection.close();
    await native.close();
    await server.stop();
    await removeTree(folder);
  }
}
