import { randomBytes } from 'node:crypto';
import { mkdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { connect } from '../../src/client/connect.ts';
import { migrations } from '../../src/client/migrations.ts';
import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import { startWorkerProcess, type WorkerProcess } from '../../src/dev/stack/worker-process.ts';
import type { RehearsalCall } from '../../src/dev/rehearsal/rehearsal-call.ts';
import { MigrationFile } from '../../src/domain/migration-file.ts';
import { gitRepository } from '../support/git-repository.ts';
import { rehearsalForTest } from '../support/rehearsal-for-test.ts';
import { renamingBrain } from '../support/renaming-brain.ts';
import { smallMigration } from '../support/small-migration.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { wordModule, wordVerify } from '../support/word-module.ts';

const { address, namespace, binary } = inject('temporal');

test('three workers of one role each run a migration together, and the sandbox’s one alone needs a sandbox', async () => {
  const { worker, served, migrate } = await place();
  const path = await pathWithoutBubblewrap();
  expect((await worker({ DROVER_ROLES: 'workflows', PATH: path })).sandbox).toBe('none');
  await vi.waitFor(async () => expect(await served()).toEqual(['']), 10_000);
  expect((await worker({ DROVER_ROLES: 'model', PATH: path })).sandbox).toBe('none');
  await vi.waitFor(async () => expect(await served()).toEqual(['', '-model']), 10_000);
  const { sandbox, checks } = await worker({ DROVER_ROLES: 'sandbox' });
  expect({ sandbox, checks: checks.length > 5 }).toEqual({ sandbox: 'bubblewrap', checks: true });
  await vi.waitFor(async () => expect(await served()).toEqual(['', '-model', '-sandbox']), 10_000);

  expect(await migrate(['a.js'])).toMatchObject({ status: 'completed', modules: [{ state: 'merged' }] });
});

test('model calls run side by side, and as many at once as the operator allows', async () => {
  const modules = ['a.js', 'b.js', 'c.js'];
  const { worker, migrate, rehearsal } = await place({ latencyMs: 100 });
  const free = await worker({});
  await migrate(modules);
  expect(mostAtOnce(rehearsal.calls())).toBeGreaterThan(1);
  await free.stop();
  const before = rehearsal.calls().length;
  await worker({ DROVER_MODEL_CONCURRENCY: '1' });
  await migrate(modules);
  expect(mostAtOnce(rehearsal.calls().slice(before))).toBe(1);
});

test('a worker without roles serves all three queues', async () => {
  const { worker, served } = await place();
  await worker({});
  await vi.waitFor(async () => expect(await served()).toEqual(['', '-model', '-sandbox']), 10_000);
});

test('a worker that runs commands does not start without a sandbox, and says what to install', async () => {
  const { worker, served } = await place();
  await expect(worker({ DROVER_ROLES: 'model,sandbox', PATH: await pathWithoutBubblewrap() })).rejects.toThrow(
    'apt-get install bubblewrap',
  );
  expect(await served()).toEqual([]);
});

test('a role that there is not is refused with those that there are', async () => {
  const { worker } = await place();
  await expect(worker({ DROVER_ROLES: 'models' })).rejects.toThrow(/DROVER_ROLES[^]*workflows, model, sandbox/);
});

/** An empty data folder and task queues of the test's own, where workers can be started. */
async function place({ latencyMs = 0 } = {}) {
  const dataFolder = await temporaryFolder();
  const taskQueue = `roles-${randomBytes(6).toString('hex')}`;
  const rehearsal = await rehearsalForTest({ brain: renamingBrain(), latencyMs });
  const connection = await connect({ address, namespace, blobs: folderBlobs(dataFolder, () => {}) });
  onTestFinished(() => connection.close());
  const worker = async (env: NodeJS.ProcessEnv): Promise<WorkerProcess> => {
    const started = await startWorkerProcess({
      env: {
        PATH: process.env['PATH'],
        HOME: dataFolder,
        DROVER_DATA: dataFolder,
        DROVER_TASK_QUEUE: taskQueue,
        TEMPORAL_ADDRESS: address,
        TEMPORAL_NAMESPACE: namespace,
        OPENAI_API_KEY: 'rehearsal',
        OPENAI_BASE_URL: rehearsal.baseUrl,
        ...env,
      },
      log: () => {},
      main: resolve('dist/src/worker/main.js'),
    });
    onTestFinished(() => started.kill());
    return started;
  };
  /** The ends of the names of those queues that somebody polls. */
  const served = async () => {
    const ends = ['', '-model', '-sandbox'];
    const polled = await Promise.all(ends.map((end) => isPolled(`${taskQueue}${end}`)));
    return ends.filter((_, index) => polled[index]);
  };
  const api = migrations(connection.client, taskQueue);
  const migrate = async (modules: string[]) => {
    const repository = await gitRepository(Object.fromEntries(modules.map((path) => [path, wordModule()])));
    const migration = `roles-${randomBytes(6).toString('hex')}`;
    const small = smallMigration(repository.folder);
    const file = MigrationFile.parse({ ...small, verify: wordVerify, approve: { merge: 'none' } });
    await api.start({ migration, file });
    return api.result(migration);
  };
  return { worker, served, migrate, rehearsal };
}

async function isPolled(taskQueue: string): Promise<boolean> {
  const command = ['task-queue', 'describe', '--task-queue', taskQueue, '--task-queue-type', 'activity'];
  const { stdout } = await execa(binary, [
    ...command,
    '--address',
    address,
    '--namespace',
    namespace,
    '--output',
    'json',
  ]);
  return ((JSON.parse(stdout) as { pollers: unknown[] | null }).pollers ?? []).length > 0;
}

function mostAtOnce(calls: RehearsalCall[]): number {
  return Math.max(
    ...calls.map(({ at }) => calls.filter((other) => other.at <= at && at < (other.answeredAt ?? Infinity)).length),
  );
}

/** A PATH with all programs that Drover calls but bubblewrap. */
async function pathWithoutBubblewrap(): Promise<string> {
  const folder = join(await temporaryFolder(), 'bin');
  await mkdir(folder);
  await symlink(process.execPath, join(folder, 'node'));
  for (const program of ['git', 'flock', 'sync', 'rm', 'sh']) {
    const { stdout } = await execa('sh', ['-c', `command -v ${program}`]);
    await symlink(stdout.trim(), join(folder, program));
  }
  return folder;
}
