import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { registerSearchAttributes } from '../../client/register-search-attributes.ts';
import { Failure } from '../../domain/failure.ts';

const waitMs = 60_000;
const pollMs = 20;

/**
 * Waits until the server at the address works, which is when it has raised the retention of its default namespace (a dev server
 * forgets finished workflows after a day, and the protection from starting one twice with them) and knows Drover's search
 * attributes.
 */
export async function prepareNamespace(
  address: string,
  signal: AbortSignal,
  warn: (line: string) => void,
): Promise<void> {
  const deadline = Date.now() + waitMs;
  // A gRPC channel that finds nobody waits a second before it tries again, so it is made when somebody listens.
  while (!(await listens(address))) await pause(deadline, address, signal);
  const connection = Connection.lazy({ address });
  try {
    while (!(await raiseRetention(connection))) await pause(deadline, address, signal);
    while (!(await registered(connection, warn))) await pause(deadline, address, signal);
  } finally {
    await connection.close();
  }
}

async function raiseRetention(connection: Connection): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + 5_000, () =>
      connection.workflowService.updateNamespace({
        namespace: 'default',
        config: { workflowExecutionRetentionTtl: msToTs('30 days') },
      }),
    );
    return true;
  } catch {
    return false;
  }
}

async function registered(connection: Connection, warn: (line: string) => void): Promise<boolean> {
  try {
    await registerSearchAttributes(connection, 'default', warn);
    return true;
  } catch (error) {
    if (error instanceof Failure) throw error;
    return false;
  }
}

async function pause(deadline: number, address: string, signal: AbortSignal): Promise<void> {
  if (Date.now() > deadline) {
    throw new Failure('Broken', `The Temporal dev server at ${address} was not ready after ${waitMs / 1000} s.`);
  }
  await sleep(pollMs, undefined, { signal });
}

function listens(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host: host ?? '', port: Number(port) });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}
