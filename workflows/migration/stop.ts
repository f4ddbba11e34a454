import { condition, getExternalWorkflowHandle } from '@temporalio/workflow';
import { integrateWorkflowId } from '../../src/core/workflow/workflow-ids.ts';
import { closeQueueSignal } from '../messages.ts';
import { endedModule } from './ended-module.ts';
import type { MigrationRun } from './migration-run.ts';

/** Cancels the merge queue and all running modules, waits until each has said how it ended, and counts the others as cancelled. */
export async function cancelAll(run: MigrationRun): Promise<void> {
  const { state } = run;
  state.pending = [];
  await reach(queueId(run), (handle) => handle.cancel());
  for (const { workflowId, key } of state.groups) {
    // A group cancels its members itself, unless it is landing.
    const reached = await reach(workflowId, (handle) => handle.cancel());
    if (!reached) state.groups = state.groups.filter((group) => group.key !== key);
  }
  const inGroups = new Set(state.groups.flatMap(({ members }) => members));
  for (const { workflowId, module } of state.running.filter(({ key }) => !inGroups.has(key))) {
    const reached = await reach(workflowId, (handle) => handle.cancel());
    // One that has ended by itself has said so before it ended; any other will never say anything, and must not be waited for.
    if (!reached) run.moduleEnded(endedModule(module, 'cancelled', 'its workflow is gone'));
  }
  await condition(() => state.running.length + state.groups.length === 0);
  for (const module of run.unfinished()) state.finished.push(endedModule(module, 'cancelled', 'it had not begun'));
  run.recount();
  await closeQueue(run);
}

/** Tells the merge queue that nothing more will come. */
export async function closeQueue(run: MigrationRun): Promise<void> {
  await reach(queueId(run), (handle) => handle.signal(closeQueueSignal));
}

function queueId({ input }: MigrationRun): string {
  return integrateWorkflowId(input.tenant, input.migration);
}

type Handle = ReturnType<typeof getExternalWorkflowHandle>;

/** False when there is no such workflow: it has ended, or was never started. */
async function reach(workflowId: string, act: (handle: Handle) => Promise<void>): Promise<boolean> {
  try {
    await act(getExternalWorkflowHandle(workflowId));
    return true;
  } catch {
    return false;
  }
}
