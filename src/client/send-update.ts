import { createHash, randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { Failure } from '../domain/failure.ts';
import type { Decision } from '../domain/decision.ts';
import { explainRpc } from './explain-rpc.ts';

/** How long a decision may take to be heard; a worker that has just been killed is replaced within that. */
const deadlineMs = 20_000;

/**
 * Decisions that name what they are about, so that one sent twice is one: the server answers the second like the first. Others may be meant
 * again later, as a pause after a resume is, and the server would answer them from its memory without the workflow hearing of it.
 */
const repeatable: ReadonlySet<string> = new Set(['approveMerge', 'rejectMerge', 'approvePlan', 'rejectPlan']);

/**
 * Sends a decision as an update and waits for the workflow's answer. Throws `Conflict` with the workflow's own words when it refuses, and
 * `Transient` when nobody answers in time: the decision may be heard later then. Sending it again does no harm: it is the same one, or is
 * refused as one that has been heard.
 */
export async function sendUpdate(client: Client, workflowId: string, name: string, payload: object): Promise<Decision> {
  const args = { v: 1, ...payload };
  const updateId = repeatable.has(name) ? digest(`${name}\0${JSON.stringify(args)}`) : randomUUID();
  try {
    return await explainRpc(workflowId, () =>
      client.withDeadline(Date.now() + deadlineMs, () =>
        client.workflow.getHandle(workflowId).executeUpdate<Decision, [object]>(name, { args: [args], updateId }),
      ),
    );
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError)
      throw new Failure('Conflict', error.cause?.message ?? error.message, { cause: error });
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
      throw new Failure(
        'Transient',
        `${workflowId} did not answer within ${deadlineMs / 1000} s: no Drover worker serves its task queue now. Look whether it was heard when one runs; to send it again does no harm.`,
        { cause: error },
      );
    }
    throw error;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
