import { randomBytes } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { z } from 'zod';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';
import { connect } from '../../src/client/connect.ts';
import { migrations, type Migrations, type StartRequest } from '../../src/client/migrations.ts';
import type { Brain } from '../../src/dev/rehearsal/brain.ts';
import type { ProviderTraits } from '../../src/dev/rehearsal/provider-traits.ts';
import type { Rehearsal } from '../../src/dev/rehearsal/rehearsal.ts';
import { startWorkerProcess, type WorkerProcess } from '../../src/dev/stack/worker-process.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import type { MigrationReport } from '../../src/domain/migration-report.ts';
import type { ModuleView } from '../../src/domain/module-view.ts';
import type { ProgressView } from '../../src/domain/progress-view.ts';
import { rehearsalForTest } from './rehearsal-for-test.ts';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

export type MigrationStack = {
  dataFolder: string;
  taskQueue: string;
  rehearsal: Rehearsal;
  migrations: Migrations;
  client: Awaited<ReturnType<typeof connect>>['client'];
  worker: WorkerProcess;
  /** Starts a worker; more settings go into its environment. */
  startWorker(env?: NodeJS.ProcessEnv): Promise<void>;
  /** Starts a migration; `result` rejects when it fails. */
  start(
    file: z.input<typeof MigrationFile>,
    more?: Pick<StartRequest, 'mode' | 'module' | 'actor'>,
  ): Promise<{ id: string; workflowId: string; result: Promise<MigrationReport> }>;
  /** Waits until the migration's progress is as wanted. */
  until(id: string, wanted: (progress: ProgressView) => boolean): Promise<ProgressView>;
  /** Approves whatever waits, until the migration ends. */
  approveAll(id: string): Promise<MigrationReport>;
};

export type StackOptions = {
  brain: Brain;
  latencyMs?: number;
  /** In what the provider differs from OpenAI's own. */
  traits?: ProviderTraits;
  workerEnv?: NodeJS.ProcessEnv;
  /** A Temporal server of the test's own; by default the one that the long tests share. */
  temporal?: { address: string; namespace: string };
};

/**
 * A worker process of its own (from the build) on the shared Temporal server, with a rehearsal model and an empty data folder. All of it is
 * gone when the test has finished, or when `atEnd` says.
 */
export async function migrationStack(options: StackOptions, atEnd: AtEnd = onTestFinished): Promise<MigrationStack> {
  const { address, namespace } = options.temporal ?? inject('temporal');
  const dataFolder = await temporaryFolder(atEnd);
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  const rehearsal = await rehearsalForTest(
    { brain: options.brain, latencyMs: options.latencyMs ?? 0, traits: options.traits ?? {} },
    atEnd,
  );
  const connection = await connect({ address, namespace, blobs: folderBlobs(dataFolders(dataFolder).blobs, () => {}) });
  atEnd(() => connection.close());
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: dataFolder,
    DROVER_DATA: dataFolder,
    DROVER_TASK_QUEUE: taskQueue,
    TEMPORAL_ADDRESS: address,
    OPENAI_API_KEY: 'rehearsal',
    OPENAI_BASE_URL: rehearsal.baseUrl,
    ...options.workerEnv,
  };
  const said: string[] = [];
  const begin = (more: NodeJS.ProcessEnv = {}) =>
    startWorkerProcess({
      env: { ...env, ...more },
      log: (line) => said.push(line),
      main: resolve('dist/src/worker/main.js'),
    });
  const api = migrations(connection.client, taskQueue);
  const stack: MigrationStack = {
    dataFolder,
    taskQueue,
    rehearsal,
    migrations: api,
    client: connection.client,
    worker: await begin(),
    async startWorker(more) {
      stack.worker = await begin(more);
    },
    async start(file, more = {}) {
      const id = `t-${randomBytes(6).toString('hex')}`;
      const { workflowId } = await api.start({ migration: id, file: MigrationFile.parse(file), ...more });
      const result = api.result(id);
      result.catch(() => {});
      return { id, workflowId, result };
    },
    until: (id, wanted) =>
      until(
        () => api.progress(id).catch(() => undefined),
        (progress) => progress !== undefined && wanted(progress),
      ) as Promise<ProgressView>,
    approveAll: (id) => approveAll(api, id),
  };
  atEnd(() => stack.worker.kill());
  return stack;
}

/** Looks again and again until what it sees is wanted; the test's own timeout is the limit. */
export async function until<T>(look: () => Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function approveAll(api: Migrations, id: string): Promise<MigrationReport> {
  const ended = new AbortController();
  const result = api.result(id).finally(() => ended.abort());
  result.catch(() => {});
  const sent = new Set<string>();
  while (!ended.signal.aborted) {
    const waiting: ModuleView[] = (await api.progress(id).catch(() => undefined))?.awaiting ?? [];
    for (const module of waiting) {
      if (module.awaits === undefined || sent.has(module.awaits.head)) continue;
      sent.add(module.awaits.head);
      await api.approveMerge(module.workflowId, { ...module.awaits, actor: 'test' });
    }
    await Promise.race([result.catch(() => {}), new Promise((wake) => setTimeout(wake, 50))]);
  }
  return result;
}
