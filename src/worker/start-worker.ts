import { mkdir, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../../activities/index.ts';
import { sweepCheckouts } from '../adapters/checkouts/sweep-checkouts.ts';
import { sweepEnvironments } from '../adapters/environments/sweep-environments.ts';
import { registerSearchAttributes } from '../client/register-search-attributes.ts';
import type { Config } from '../config.ts';
import { Failure } from '../domain/failure.ts';
import type { Containment } from '../ports/sandbox.ts';
import { createPorts } from './create-ports.ts';
import { dataFolders } from './data-folders.ts';

export type RunningWorker = {
  sandbox: string;
  containment: Containment;
  /** Lets running activities finish (10 seconds at most) and ends. */
  stop(): Promise<void>;
  /** Settles when the worker has ended; rejects when it ended by itself. */
  ended: Promise<void>;
};

/** The workflows, bundled when Drover was built: bundling at each start would cost two seconds of processor time. */
const codePath = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

/** The longest that a heartbeat is held back: also how long a cancellation takes to arrive. */
const heartbeatThrottle = '1 second';

/**
 * Starts Drover's worker: one process that serves the three task queues (workflows and light steps, model calls, sandboxed commands).
 * It does not start when the sandbox does not hold.
 */
export async function startWorker(config: Config): Promise<RunningWorker> {
  const { address, namespace, taskQueue } = config.temporal;
  if (address === undefined)
    throw new Failure('InputRefused', 'TEMPORAL_ADDRESS is not set: write host:port of the Temporal server.');
  await mkdir(config.dataFolder, { recursive: true });
  // A sandbox takes no mounts through links: a link on the way could lead elsewhere by the time that it is used.
  const dataFolder = await realpath(config.dataFolder);
  const { ports, containment } = await createPorts({ ...config, dataFolder });
  await sweepCheckouts(dataFolders(dataFolder).checkouts);
  await sweepEnvironments(dataFolders(dataFolder).environments);
  const connection = await NativeConnection.connect({ address });
  await registerSearchAttributes(connection, namespace, (line) => console.error(`worker: ${line}`));
  const shared = {
    connection,
    namespace,
    activities: createActivities(ports),
    maxHeartbeatThrottleInterval: heartbeatThrottle,
    shutdownGraceTime: '10 seconds',
  } satisfies Partial<WorkerOptions>;
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      taskQueue,
      workflowBundle: { codePath },
      stickyQueueScheduleToStartTimeout: '2 seconds',
    }),
    Worker.create({ ...shared, taskQueue: `${taskQueue}-model`, maxConcurrentActivityTaskExecutions: 200 }),
    Worker.create({
      ...shared,
      taskQueue: `${taskQueue}-sandbox`,
      maxConcurrentActivityTaskExecutions: Math.max(2, availableParallelism()),
    }),
  ]);
  const ended = Promise.all(workers.map((worker) => worker.run())).then(() => connection.close());
  return {
    sandbox: ports.sandbox.name,
    containment,
    ended,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
