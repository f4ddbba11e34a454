import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { z } from 'zod';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import { withBenchStack, type BenchStack } from '../harness/with-bench-stack.ts';
import { makeModules } from './make-modules.ts';
import { patchingBrain } from './patching-brain.ts';
import { watchMemory, type Memory } from './watch-memory.ts';

export type Sweep = {
  modulesPerSecond: number;
  memory: Memory;
  maxHistoryEvents: number;
  /** How many activities a module has, those of the merge queue included. */
  activitiesPerModule: number;
};

const id = 'sweep';

/** Migrates so many modules with a model that answers at once and commands that do nothing. */
export function runSweep(modules: number, concurrency: number, memoryAt: number[]): Promise<Sweep> {
  return withBenchStack({ brain: patchingBrain }, async (bench) => {
    const repository = join(bench.folder, 'repository');
    await makeModules(repository, modules);
    const begun = Date.now();
    const migrated = bench.migrate(id, sweepFile(repository, concurrency));
    const memory = await watchMemory(bench.stack, id, memoryAt, migrated);
    await migrated;
    const seconds = (Date.now() - begun) / 1000;
    return { modulesPerSecond: modules / seconds, memory, ...(await countHistories(bench, modules)) };
  });
}

/** What Temporal keeps of it: the longest history of all runs of all workflows, and the activities of one module and of the merge queue. */
async function countHistories({ stack }: BenchStack, modules: number) {
  const connection = await Connection.connect({ address: stack.address });
  try {
    const client = new Client({ connection });
    let maxHistoryEvents = 0;
    let activities = 0;
    let module: string | undefined;
    for await (const { workflowId, runId, historyLength } of client.workflow.list()) {
      maxHistoryEvents = Math.max(maxHistoryEvents, historyLength);
      if (workflowId.endsWith('/integrate')) activities += await countActivities(client, workflowId, runId);
      if (workflowId.includes('/module/')) module ??= workflowId;
    }
    const own = module === undefined ? 0 : await countActivities(client, module);
    return { maxHistoryEvents, activitiesPerModule: own + activities / modules };
  } finally {
    await connection.close();
  }
}

async function countActivities(client: Client, workflowId: string, runId?: string): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return (events ?? []).filter(({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes)
    .length;
}

function sweepFile(repository: string, concurrency: number): z.input<typeof MigrationFile> {
  return {
    drover: 1,
    name: 'sweep',
    repository: { url: repository, ref: 'main' },
    goal: 'Write NEW for OLD.',
    modules: { by: 'files', include: ['src/**'] },
    verify: [{ run: 'true', report: 'exit-code' }],
    tests: { match: 'any' },
    concurrency,
    approve: { merge: 'none' },
    deliver: { to: 'branch', branch: 'drover/sweep' },
  };
}
