import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { findTemporal } from '../../src/dev/temporal/find-temporal.ts';
import { startTemporal } from '../../src/dev/temporal/start-temporal.ts';

/** What the workflow histories of a run hold. */
export type HistoryCounts = {
  workflows: number;
  events: number;
  workflowTasks: number;
  signals: number;
  activities: Record<string, number>;
};

/** Counts what Temporal did in a run that is over: a server is started once more on the database that it left. */
export async function countHistory(dataFolder: string): Promise<HistoryCounts> {
  const { path } = await findTemporal({ env: process.env, log: console.error });
  const server = await startTemporal({ binary: path, folder: join(dataFolder, 'temporal'), ui: false, log: () => {} });
  const connection = await Connection.connect({ address: server.address });
  try {
    const client = new Client({ connection, namespace: server.namespace });
    const counts: HistoryCounts = { workflows: 0, events: 0, workflowTasks: 0, signals: 0, activities: {} };
    for await (const { workflowId } of client.workflow.list()) {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      counts.workflows += 1;
      for (const event of events ?? []) {
        counts.events += 1;
        if (event.workflowTaskCompletedEventAttributes) counts.workflowTasks += 1;
        if (event.workflowExecutionSignaledEventAttributes) counts.signals += 1;
        const activity = event.activityTaskScheduledEventAttributes?.activityType?.name;
        if (activity) counts.activities[activity] = (counts.activities[activity] ?? 0) + 1;
      }
    }
    return counts;
  } finally {
    await connection.close();
    await server.stop();
  }
}
