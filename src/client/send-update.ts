import { createHash } from 'node:crypto';
import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { Failure } from '../domain/failure.ts';
import type { Decision } from '../domain/decision.ts';
import { explainRpc } from './explain-rpc.ts';

/** How long a decision may take to be heard; a worker that has just been killed is replaced within that. */
const deadlineMs = 20_000;

/**
 * Sends a decision as an update and waits for the workflow's answer. Throws `Conflict` with the workflow's own words when it refuses, and
 * `Transient` when nobody answers in time: the decision may be heard later then, and sending it again changes nothing.
 */
export async function sendUpdate(client: Client, workflowId: string, name: string, payload: object): Promise<Decision> {
  const args = { v: 1, ...payload };
  // The same decision sent twice while its answer is under way is one update to the server.
  const updateId = createHash('sha256')
    .update(`${name}\0${JSON.stringify(args)}`)
    .digest('hex')
    .slice(0, 32);
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
