import { connect } from '../../client/connect.ts';
import { migrations, type Migrations } from '../../client/migrations.ts';
import type { Config } from '../../config.ts';
import { dataFolders } from '../../worker/data-folders.ts';
import { findTemporal } from '../temporal/find-temporal.ts';
import { startTemporal } from '../temporal/start-temporal.ts';
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts';

export type Stack = {
  address: string;
  /** The address of Temporal's web pages. */
  ui: string;
  /** The temporal program as a person has to call it: by its path where it is not on PATH. */
  temporal: string;
  migrations: Migrations;
  /** The worker that runs now. */
  worker: WorkerProcess;
  /** Starts another worker, after the last one was killed. */
  startWorker(): Promise<void>;
  stop(): Promise<void>;
};

export type StackOptions = {
  config: Config;
  /** Settings for the worker beside the configuration's: data folder, model, sandbox. */
  workerEnv: NodeJS.ProcessEnv;
  log: (line: string) => void;
};

/** Starts the embedded stack on this machine: Temporal's dev server with its database in the data folder, and a worker. */
export async function startStack({ config, workerEnv, log }: StackOptions): Promise<Stack> {
  const temporal = await findTemporal({ env: config.hostEnvironment, log });
  const server = await startTemporal({
    binary: temporal.path,
    folder: dataFolders(config.dataFolder).temporal,
    ui: true,
    log,
  });
  const env = {
    ...workerEnv,
    DROVER_DATA: config.dataFolder,
    TEMPORAL_ADDRESS: server.address,
    TEMPORAL_NAMESPACE: server.namespace,
    // The one worker of this stack does everything, whatever the user's other workers do.
    DROVER_ROLES: '',
  };
  try {
    const [worker, connection] = await Promise.all([startWorkerProcess({ env, log }), connect(server)]);
    const stack: Stack = {
      address: server.address,
      ui: server.ui ?? '',
      temporal: temporal.from === 'PATH' ? 'temporal' : temporal.path,
      migrations: migrations(connection.client, config.temporal.taskQueue),
      worker,
      async startWorker() {
        stack.worker = await startWorkerProcess({ env, log });
      },
      async stop() {
        await connection.close();
        await stack.worker.stop();
        await server.stop();
      },
    };
    return stack;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
