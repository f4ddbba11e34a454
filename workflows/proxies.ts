import { ActivityCancellationType, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/**
 * Timeouts, heartbeats and retries of all activities. Outcomes (a test failed, a patch was refused) are results; what is retried
 * here is infrastructure. Every activity heartbeats each second: a dead worker is noticed after ten.
 */
const table = {
  /** Object-level git and records: short, safe to repeat. */
  light: {
    startToCloseTimeout: '5 minutes',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumAttempts: 5 },
  },
  /** Fetching and delivering a repository waits on somebody else's server. */
  remote: {
    startToCloseTimeout: '30 minutes',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '2 seconds', maximumAttempts: 5 },
  },
  /**
   * Sandboxed commands use the processor: their queue runs as many as there are cores. Each command has its own limit in the migration file,
   * up to a day; a worker that dies is noticed by its heartbeat, and counts as an attempt.
   */
  sandbox: {
    startToCloseTimeout: '3 days',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumAttempts: 5 },
  },
  /** A question whose answer decides whether there is anything to begin: what does not answer within a minute is told to a person. */
  probe: {
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumAttempts: 4 },
  },
  /** A model call waits on the network. It is never bounded by a number of activity retries: a provider may be down for an hour. */
  model: {
    startToCloseTimeout: '10 minutes',
    scheduleToCloseTimeout: '2 hours',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  },
} as const satisfies Record<string, ActivityOptions>;

/** The task queues are cut by the resource that they use, so that each can be scaled alone; their names derive from the workflow's own. */
export function activities() {
  const { taskQueue } = workflowInfo();
  const proxy = (row: keyof typeof table, queue: string) =>
    proxyActivities<Activities>({
      ...table[row],
      taskQueue: queue,
      cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    });
  return {
    light: proxy('light', taskQueue),
    remote: proxy('remote', taskQueue),
    sandbox: proxy('sandbox', `${taskQueue}-sandbox`),
    model: proxy('model', `${taskQueue}-model`),
    probe: proxy('probe', `${taskQueue}-model`),
  };
}
