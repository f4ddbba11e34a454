import { ActivityFailure, ApplicationFailure, ChildWorkflowFailure, TimeoutFailure } from '@temporalio/workflow';

/** What went wrong, in the words of the innermost failure: Temporal wraps it in failures that say only where it happened. */
export function describeError(error: unknown): string {
  if (error instanceof ActivityFailure || error instanceof ChildWorkflowFailure) {
    const cause = error.cause;
    if (cause instanceof TimeoutFailure) return `timed out (${cause.timeoutType})`;
    return cause === undefined ? error.message : describeError(cause);
  }
  if (error instanceof ApplicationFailure) return error.message;
  return error instanceof Error ? error.message : String(error);
}
