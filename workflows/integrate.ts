import {
  CancellationScope,
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  isCancellation,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CommitId } from '../src/domain/ids.ts';
import {
  closeQueueSignal,
  enqueueMergeSignal,
  mergeAnsweredSignal,
  type MergeAnswer,
  type MergeRequest,
} from './messages.ts';
import type { IntegrateInput, QueueRun } from './queue/queue-run.ts';
import { serveBatch } from './queue/serve-batch.ts';

export type { IntegrateInput };

/**
 * The merge queue: lands verified modules on the integration branch, one commit each. Those that wait at the same time are merged one after the other and
 * verified together at the last commit; then the branch moves. What can't land goes back to its module with the reason.
 */
export async function integrate(input: IntegrateInput): Promise<{ tip: CommitId; merged: number }> {
  const run = queueRun(input);
  const { queue } = run;
  let closed = false;
  let cancelled = false;
  const enqueue = (request: unknown) => {
    if (isMergeRequest(request)) queue.push(request);
  };
  setHandler(enqueueMergeSignal, enqueue, { description: 'A verified module asks to be merged.' });
  setHandler(closeQueueSignal, () => void (closed = true), {
    description: 'Nothing more will come: the queue ends when it is empty.',
  });

  const serve = async (): Promise<void> => {
    let most: number | undefined;
    for (;;) {
      run.show('Waiting for a verified module');
      await condition(() => queue.length > 0 || closed);
      const [request] = queue;
      if (request === undefined) return;
      if (cancelled) await run.answer(request, { v: 1, kind: 'cancelled', head: request.head });
      else most = await serveBatch(run, most);
      // A cancellation is not carried over, and what is left to answer then is little.
      if (workflowInfo().continueAsNewSuggested && !closed && !cancelled)
        await continueAsNew<typeof integrate>({
          ...input,
          tip: run.tip,
          queue,
          merged: run.merged,
          harmed: run.harmed,
        });
    }
  };

  try {
    await serve();
  } catch (error) {
    if (!isCancellation(error)) throw error;
    // Modules that are in the queue must hear that they did not land, so the queue goes on answering until it is closed.
    cancelled = true;
    await CancellationScope.nonCancellable(serve);
  }
  run.show('Closed');
  return { tip: run.tip, merged: run.merged };
}

function queueRun(input: IntegrateInput): QueueRun {
  return {
    input,
    tip: input.tip,
    merged: input.merged ?? 0,
    queue: [...(input.queue ?? [])],
    harmed: { ...input.harmed },
    show(now) {
      const { merged, queue, tip } = this;
      setCurrentDetails(`**${now}**\n\nMerged so far: ${merged}. In the queue: ${queue.length}.\n\nTip: \`${tip}\``);
    },
    async answer(request, answer) {
      const place = this.queue.indexOf(request);
      if (place !== -1) this.queue.splice(place, 1);
      await tell(request.workflowId, answer);
    },
  };
}

/** Modules send whole requests; anything else was sent by hand, and serving it would end the queue. */
function isMergeRequest(request: unknown): request is MergeRequest {
  if (typeof request !== 'object' || request === null) return false;
  const fields = request as Record<string, unknown>;
  return ['key', 'path', 'workflowId', 'start', 'head', 'baseline', 'evidence', 'body'].every(
    (name) => typeof fields[name] === 'string',
  );
}

async function tell(workflowId: string, answer: MergeAnswer): Promise<void> {
  try {
    await CancellationScope.nonCancellable(() =>
      getExternalWorkflowHandle(workflowId).signal(mergeAnsweredSignal, answer),
    );
  } catch {
    // The module's workflow was terminated by hand: the branch is right all the same, and nobody is left to tell.
  }
}
