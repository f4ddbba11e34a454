import { randomBytes } from 'node:crypto';
import { Client, Connection, type ConnectionLike } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { NativeConnection } from '@temporalio/worker';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { registerSearchAttributes } from '../../src/client/register-search-attributes.ts';
import { searchAttributes } from '../../src/core/workflow/search-attributes.ts';

const { address } = inject('temporal');
const names = Object.keys(searchAttributes);
const keyword = 2;
const text = 1;

test('after it, a workflow can be started with every one of them and found by it', async () => {
  const { connection, namespace } = await emptyNamespace();
  await register(connection, namespace);
  const client = new Client({ connection, namespace });
  await client.workflow.start('anything', {
    taskQueue: 'nobody',
    workflowId: 'found',
    searchAttributes: Object.fromEntries(names.map((name) => [name, ['x']])),
  });
  for (const name of names) {
    await vi.waitFor(async () => expect((await client.workflow.count(`${name} = 'x'`)).count).toBe(1), {
      timeout: 10_000,
    });
  }
});

test('many that begin at once, and one that comes later, find all of them registered', async () => {
  const { connection, namespace } = await emptyNamespace();
  const native = await NativeConnection.connect({ address });
  onTestFinished(() => native.close());
  await Promise.all(
    [...Array(6).fill(connection), native, native].map((one: ConnectionLike) => register(one, namespace)),
  );
  await register(native, namespace);
  expect(Object.keys(await registered(connection, namespace)).toSorted()).toEqual(names.toSorted());
});

test('those that somebody else has registered are left alone', async () => {
  const { connection, namespace } = await emptyNamespace();
  await add(connection, namespace, { Theirs: text, DroverTenant: keyword });
  await register(connection, namespace);
  expect(await registered(connection, namespace)).toMatchObject({ Theirs: text, DroverTenant: keyword });
});

test('one of the same name and another type is refused, with both ways out', async () => {
  const { connection, namespace } = await emptyNamespace();
  await add(connection, namespace, { DroverState: text });
  const problem = await register(connection, namespace).catch((error: unknown) => error);
  expect(problem).toMatchObject({ type: 'InputRefused' });
  expect(String(problem)).toContain(`search-attribute remove --namespace ${namespace} --name DroverState`);
  expect(String(problem)).toContain('TEMPORAL_NAMESPACE');
});

test('a server that refuses is quoted, with the commands that register what is missing and nothing else', async () => {
  const { connection, namespace } = await emptyNamespace();
  const theirs = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`Theirs${index}`, keyword]));
  await add(connection, namespace, { ...theirs, DroverTenant: keyword });
  const problem = String(await register(connection, namespace).catch((error: unknown) => error));
  expect(problem).toContain('cannot have more than 10 search attribute');
  expect(problem).toContain(`search-attribute create --namespace ${namespace} --name DroverLabels --type KeywordList`);
  expect(problem).not.toContain('--name DroverTenant');
});

test('a namespace that is not there is named, with the command that makes it', async () => {
  const { connection } = await emptyNamespace();
  await expect(register(connection, 'nowhere')).rejects.toMatchObject({
    type: 'NotFound',
    message: expect.stringContaining('namespace create --namespace nowhere'),
  });
});

function register(connection: ConnectionLike, namespace: string): Promise<void> {
  return registerSearchAttributes(connection, namespace, (line) => expect.unreachable(line));
}

async function registered(connection: Connection, namespace: string) {
  return (await connection.operatorService.listSearchAttributes({ namespace })).customAttributes;
}

async function add(connection: Connection, namespace: string, types: Record<string, number>): Promise<void> {
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types });
  expect(await registered(connection, namespace)).toMatchObject(types);
}

/** A namespace of the test's own, on the server that the long tests share. */
async function emptyNamespace(): Promise<{ connection: Connection; namespace: string }> {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  const namespace = `attributes-${randomBytes(6).toString('hex')}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  await vi.waitFor(() => connection.operatorService.listSearchAttributes({ namespace }), { timeout: 20_000 });
  return { connection, namespace };
}
