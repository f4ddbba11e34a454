import { ApplicationFailure } from '@temporalio/common';
import { Failure } from '../../domain/failure.ts';

/**
 * What to tell a person about an error that ends a command, and its exit code: 2 for input that can't work, 1 for all else. Temporal wraps a
 * worker's failure in others that say only where it happened, so the message is that of the first one that Drover itself has written.
 */
export function explainFailure(error: unknown): { message: string; exitCode: 1 | 2 } {
  let reason = error;
  while (!isDrovers(reason) && reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  const message = reason instanceof Error ? reason.message : String(reason);
  return { message, exitCode: isDrovers(reason) && reason.type === 'InputRefused' ? 2 : 1 };
}

function isDrovers(error: unknown): error is Failure | ApplicationFailure {
  return error instanceof Failure || error instanceof ApplicationFailure;
}
