import { mkdir, realpath } from 'node:fs/promises';
import { folderBlobs } from '../../adapters/blobs/folder-blobs.ts';
import { killAtFailpoint } from '../../adapters/failpoints/kill-at-failpoint.ts';
import { folderRecords } from '../../adapters/records/folder-records.ts';
import { scrubSecrets } from '../../adapters/secrets/scrub-secrets.ts';
import { gitStore } from '../../adapters/store/git-store.ts';
import type { Api } from '../../api/api-options.ts';
import { startApi } from '../../api/start-api.ts';
import { connect } from '../../client/connect.ts';
import { migrations, type Migrations } from '../../client/migrations.ts';
import type { Config } from '../../config.ts';
import { dataFolders } from '../../worker/data-folders.ts';
import { findTemporal } from '../temporal/find-temporal.ts';
import { startTemporal, type TemporalServer } from '../temporal/start-temporal.ts';
import { removeDiscovery, writeDiscovery, type StackOwner } from './discovery.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

export type Stack = {
  /** The API's address. */
  api: string;
  /** host:port of the Temporal server. */
  address: string;
  /** The address of Temporal's web pages. */
  ui: string;
  /** The temporal program as a person has to call it: by its path where it is not on PATH. */
  temporal: string;
  migrations: Migrations;
  /** The worker that runs now. */
  readonly worker: WorkerProcess;
  /** Starts another worker, after the last one was killed. */
  startWorker(): Promise<void>;
  /** Resolves when the Temporal server has ended by itself: then nothing goes on. */
  serverEnded: Promise<void>;
  stop(): Promise<void>;
};

export type StackOptions = {
  config: Config;
  /** Settings for the worker beside the configuration's: data folder, model, sandbox. */
  workerEnv: NodeJS.ProcessEnv;
  log: (line: string) => void;
  /** What the stack is for, as others find it. */
  by: StackOwner;
  /** The API's port; a free one by default. */
  port?: number;
};

/**
 * Starts the embedded stack on this machine: Temporal's dev server with its database in the data folder, a worker, and the API on a loopback
 * address, which other commands find as long as it runs. The data folder must be the caller's own (`lockFolder`).
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { config, workerEnv, log } = options;
  await mkdir(config.dataFolder, { recursive: true });
  const dataFolder = await realpath(config.dataFolder);
  const temporal = await findTemporal({ env: config.hostEnvironment, log });
  const cleanUps: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (let cleanUp = cleanUps.pop(); cleanUp !== undefined; cleanUp = cleanUps.pop()) await cleanUp();
  };
  try {
    const server = await startTemporal({
      binary: temporal.path,
      folder: dataFolders(dataFolder).temporal,
      ui: true,
      log,
    });
    cleanUps.push(() => server.stop());
    const env = {
      ...workerEnv,
      DROVER_DATA: dataFolder,
      TEMPORAL_ADDRESS: server.address,
      TEMPORAL_NAMESPACE: server.namespace,
      // The one worker of this stack does everything, whatever the user's other workers do.
      DROVER_ROLES: '',
    };
    const begin = () => startWorkerProcess({ env, log });
    let worker = await begin();
    cleanUps.push(() => worker.stop());
    const connection = await connect({ ...server, blobs: folderBlobs(dataFolders(dataFolder).blobs, () => {}) });
    cleanUps.push(() => connection.close());
    const client = migrations(connection.client, config.temporal.taskQueue);
    const api = await openApi({ ...options, config: { ...config, dataFolder } }, server, client);
    cleanUps.push(
      () => api.close(),
      () => removeDiscovery(dataFolder),
    );
    const stack: Stack = {
      api: api.url,
      address: server.address,
      ui: server.ui ?? '',
      temporal: temporal.from === 'PATH' ? 'temporal' : temporal.path,
      migrations: client,
      get worker() {
        return worker;
      },
      serverEnded: server.ended,
      async startWorker() {
        worker = await begin();
      },
      stop,
    };
    await writeDiscovery(dataFolder, {
      api: api.url,
      ui: stack.ui,
      temporal: server.address,
      namespace: server.namespace,
      by: options.by,
    });
    return stack;
  } catch (error) {
    await stop();
    throw error;
  }
}

function openApi(options: StackOptions, server: TemporalServer, client: Migrations): Promise<Api> {
  const { config, log, port = 0 } = options;
  const folders = dataFolders(config.dataFolder);
  const failpoint = killAtFailpoint(undefined);
  return startApi({
    migrations: client,
    records: folderRecords(folders.records),
    blobs: folderBlobs(folders.blobs, failpoint),
    store: gitStore({ folder: folders.store, failpoint }),
    host: '127.0.0.1',
    port,
    access: { kind: 'loopback' },
    localRepositories: true,
    toolchains: 'any',
    approveSignals: true,
    ...(server.ui !== undefined && { temporalUi: server.ui }),
    namespace: server.namespace,
    scrub: scrubSecrets([config.model.apiKey]),
    log,
  });
}
