import { mkdir, realpath } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { lightActivities, modelActivities, sandboxActivities } from '../../activities/index.ts';
import { sweepOwnedFolders } from '../adapters/owned-folder.ts';
import { startProgramHost } from '../adapters/programs/start-program-host.ts';
import { sweepCheckouts } from '../adapters/checkouts/sweep-checkouts.ts';
import { killAtFailpoint } from '../adapters/failpoints/kill-at-failpoint.ts';
import { sweepEnvironments } from '../adapters/environments/sweep-environments.ts';
import { removeOwnFolders } from '../adapters/owned-folder.ts';
import { claimCheck } from '../client/claim-check.ts';
import { registerSearchAttributes } from '../client/register-search-attributes.ts';
import type { Config, WorkerRole } from '../config.ts';
import { Failure } from '../domain/failure.ts';
import type { Blobs } from '../ports/blobs.ts';
import { createCommonPorts } from './create-common-ports.ts';
import { createPorts } from './create-ports.ts';
import { dataFolders } from './data-folders.ts';

export type RunningWorker = {
  roles: WorkerRole[];
  /** The sandbox and what held when it was probed; 'none' and nothing for a worker that runs no commands. */
  sandbox: string;
  checks: string[];
  /** Lets running activities finish (10 seconds at most) and ends. */
  stop(): Promise<void>;
  /** Settles when the worker has ended; rejects when it ended by itself. */
  ended: Promise<void>;
};

type Queue = Pick<
  WorkerOptions,
  | 'taskQueue'
  | 'activities'
  | 'workflowBundle'
  | 'stickyQueueScheduleToStartTimeout'
  | 'maxConcurrentActivityTaskExecutions'
>;

/** The workflows, bundled when Drover was built: bundling at each start would cost two seconds of processor time. */
const codePath = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));

const hostMain = new URL('../adapters/programs/host-main.js', import.meta.url);

/** The longest that a heartbeat is held back: also how long a cancellation takes to arrive. */
const heartbeatThrottle = '1 second';

/**
 * Starts Drover's worker: one process that serves the task queues of its roles, by default all three. One that runs commands does not
 * start when its sandbox does not hold; the others need none.
 */
export async function startWorker(outer: Config, warn: (line: string) => void): Promise<RunningWorker> {
  const { address, namespace } = outer.temporal;
  if (address === undefined)
    throw new Failure('InputRefused', 'TEMPORAL_ADDRESS is not set: write host:port of the Temporal server.');
  await mkdir(outer.dataFolder, { recursive: true });
  // A sandbox takes no mounts through links: a link on the way could lead elsewhere by the time that it is used.
  const config = { ...outer, dataFolder: await realpath(outer.dataFolder) };
  const { roles } = config.worker;
  // While this process is still small.
  const host = startProgramHost(hostMain);
  const { queues, sandbox, checks, blobs } = await prepareQueues(config, warn);
  const connection = await NativeConnection.connect({ address });
  await registerSearchAttributes(connection, namespace, warn);
  const shared = {
    connection,
    namespace,
    dataConverter: { payloadCodecs: [claimCheck(blobs)] },
    maxHeartbeatThrottleInterval: heartbeatThrottle,
    shutdownGraceTime: '10 seconds',
  } satisfies Partial<WorkerOptions>;
  const workers = await Promise.all(queues.map((queue) => Worker.create({ ...shared, ...queue })));
  const ended = Promise.all(workers.map((worker) => worker.run())).then(async () => {
    // Trees are kept for the next commit as long as the process lives.
    await removeOwnFolders(dataFolders(config.dataFolder).checkouts);
    await connection.close();
    host.stop();
  });
  return {
    roles,
    sandbox,
    checks,
    ended,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}

/** What is served on which queue. Each has the activities of its role alone, so that a command never lands where no sandbox is. */
async function prepareQueues(
  config: Config,
  warn: (line: string) => void,
): Promise<{ queues: Queue[]; sandbox: string; checks: string[]; blobs: Blobs }> {
  const { taskQueue } = config.temporal;
  const { roles, modelConcurrency, sandboxConcurrency } = config.worker;
  // One of each for all roles of the process: the store keeps a git process for reading.
  const failpoint = killAtFailpoint(config.failpoint);
  const common = createCommonPorts(config, failpoint, warn);
  const queues: Queue[] = [];
  if (roles.includes('workflows')) {
    queues.push({
      taskQueue,
      activities: lightActivities(common),
      workflowBundle: { codePath },
      stickyQueueScheduleToStartTimeout: '2 seconds',
    });
  }
  if (roles.includes('model')) {
    queues.push({
      taskQueue: `${taskQueue}-model`,
      activities: modelActivities(common),
      maxConcurrentActivityTaskExecutions: modelConcurrency,
    });
  }
  const { blobs } = common;
  if (!roles.includes('sandbox')) return { queues, sandbox: 'none', checks: [], blobs };
  const { ports, containment } = await createPorts(config, failpoint, common);
  const folders = dataFolders(config.dataFolder);
  await sweepOwnedFolders(folders.egress);
  await sweepCheckouts(folders.checkouts);
  await sweepEnvironments(folders.environments);
  queues.push({
    taskQueue: `${taskQueue}-sandbox`,
    activities: sandboxActivities(ports),
    maxConcurrentActivityTaskExecutions: sandboxConcurrency,
  });
  return { queues, sandbox: ports.sandbox.name, checks: containment.checks, blobs };
}
