import { createHash, randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { Failure } from '../domain/failure.ts';
import type { Decision } from '../domain/decision.ts';
import pRetry from 'p-retry';
import { explainRpc } from './explain-rpc.ts';
import { grpcCode } from './grpc-code.ts';

/** How long a decision may take to be heard; a worker that has just been killed is replaced within that. */
const deadlineMs = 20_000;

/** gRPC's code for what can't be done as things are. */
const failedPrecondition = 9;
const pace = { retries: 20, minTimeout: 20, maxTimeout: 500 };

/**
 * Decisions that name what they are about, so that one sent twice is one: the server answers the second like the first. Others may be meant
 * again later, as a pause after a resume is, and the server would answer them from its memory without the workflow hearing of it.
 */
const repeatable: ReadonlySet<string> = new Set([
  'approveMerge',
  'rejectMerge',
  'approveWave',
  'approvePlan',
  'rejectPlan',
]);

/**
 * Sends a decision as an update and waits for the workflow's answer. Throws `Conflict` with the workflow's own words when it refuses, and
 * `Transient` when nobody answers in time: the decision may be heard later then. Sending it again does no harm: it is the same one, or is
 * refused as one that has been heard.
 */
export async function sendUpdate(client: Client, workflowId: string, name: string, payload: object): Promise<Decision> {
  const args = { v: 1, ...payload };
  const updateId = repeatable.has(name) ? digest(`${name}\0${JSON.stringify(args)}`) : randomUUID();
  try {
    const send = () =>
      client.workflow.getHandle(workflowId).executeUpdate<Decision, [object]>(name, { args: [args], updateId });
    return await explainRpc(workflowId, () =>
      client.withDeadline(Date.now() + deadlineMs, () =>
        pRetry(send, { shouldRetry: ({ error }) => isDropped(error), ...pace }),
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

/**
 * Whether the server has dropped an update unheard: its workflow was about to be continued as new when something else arrived, and that task is
 * done again. With the same id the update can't be heard twice.
 */
function isDropped(error: unknown): boolean {
  return (
    grpcCode(error) === failedPrecondition && error instanceof Error && /workflow task failure/.test(deepest(error))
  );
}

function deepest(error: Error): string {
  return error.cause instanceof Error ? deepest(error.cause) : error.message;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
