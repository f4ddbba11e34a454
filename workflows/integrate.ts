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
import type { BlobRef, CommitId, MigrationId } from '../src/domain/ids.ts';
import { describeError } from './describe-error.ts';
import {
  closeQueueSignal,
  enqueueMergeSignal,
  mergeAnsweredSignal,
  type MergeAnswer,
  type MergeRequest,
} from './messages.ts';
import { activities } from './proxies.ts';

export type IntegrateInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  tip: CommitId;
  queue?: MergeRequest[];
  merged?: number;
};

/**
 * The merge queue: lands verified modules on the integration branch, one at a time. A module whose merged tree is not the one that was
 * verified is verified again before the branch moves; what can't land goes back to the module with the reason.
 */
export async function integrate(input: IntegrateInput): Promise<{ tip: CommitId; merged: number }> {
  const queue: MergeRequest[] = [...(input.queue ?? [])];
  let { tip } = input;
  let merged = input.merged ?? 0;
  let closed = false;
  let cancelled = false;
  const enqueue = (request: unknown) => {
    if (isMergeRequest(request)) queue.push(request);
  };
  setHandler(enqueueMergeSignal, enqueue, { description: 'A verified module asks to be merged.' });
  setHandler(closeQueueSignal, () => void (closed = true), {
    description: 'Nothing more will come: the queue ends when it is empty.',
  });
  const describe = (now: string) =>
    setCurrentDetails(`**${now}**\n\nMerged so far: ${merged}. In the queue: ${queue.length}.\n\nTip: \`${tip}\``);

  const serve = async (): Promise<void> => {
    for (;;) {
      describe('Waiting for a verified module');
      await condition(() => queue.length > 0 || closed);
      const request = queue[0];
      if (request === undefined) return;
      describe(`Merging ${request.path}`);
      const answer: MergeAnswer = cancelled
        ? { v: 1, kind: 'cancelled', head: request.head }
        : await land(input, tip, request);
      queue.shift();
      if (answer.kind === 'merged') {
        tip = answer.commit;
        merged += 1;
      }
      await tell(request.workflowId, answer);
      // A cancellation is not carried over, and what is left to answer then is little.
      if (workflowInfo().continueAsNewSuggested && !closed && !cancelled)
        await continueAsNew<typeof integrate>({ ...input, tip, queue, merged });
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
  describe('Closed');
  return { tip, merged };
}

/** Modules send whole requests; anything else was sent by hand, and serving it would end the queue. */
function isMergeRequest(request: unknown): request is MergeRequest {
  if (typeof request !== 'object' || request === null) return false;
  const fields = request as Record<string, unknown>;
  return ['key', 'path', 'workflowId', 'start', 'head', 'baseline', 'evidence', 'body'].every(
    (name) => typeof fields[name] === 'string',
  );
}

async function land(input: IntegrateInput, tip: CommitId, request: MergeRequest): Promise<MergeAnswer> {
  const { migration, plan } = input;
  const { head, start, path, baseline } = request;
  const usage = request.usage && { usage: request.usage };
  const step = { v: 1 as const, migration, plan, module: request.key, round: request.round };
  try {
    const { light, sandbox } = activities();
    const date = Math.floor(Date.now() / 1000);
    const result = await light.mergeModule.executeWithOptions({ summary: `merge ${path}` }, [
      { ...step, tip, start, head, body: request.body, date },
    ]);
    if (result.kind === 'conflict') return { v: 1, kind: 'conflict', head, tip, paths: result.paths };
    let evidence = request.evidence;
    if (!result.verified) {
      const verdict = await sandbox.verifyModule.executeWithOptions(
        { summary: `verify ${path} again: the branch moved` },
        [{ ...step, start: tip, commit: result.commit, baseline, step: 'merge', ...usage }],
      );
      evidence = verdict.evidence;
      if (verdict.verdict === 'rejected') return { v: 1, kind: 'red', head, tip, evidence };
    }
    // Once the merge is proved, moving the branch is not given up half-way: the answer must say what really happened.
    await CancellationScope.nonCancellable(() =>
      light.advanceBranch.executeWithOptions({ summary: `move the branch: ${path}` }, [
        { v: 1, migration, from: tip, to: result.commit },
      ]),
    );
    return { v: 1, kind: 'merged', head, commit: result.commit, evidence };
  } catch (error) {
    return isCancellation(error)
      ? { v: 1, kind: 'cancelled', head }
      : { v: 1, kind: 'failed', head, reason: describeError(error) };
  }
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
