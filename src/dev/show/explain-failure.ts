import type { ApplicationFailure } from '@temporalio/common';
import { Failure } from '../../domain/failure.ts';
import { Interrupted } from '../processes/interrupted.ts';

/**
 * What to tell a person about an error that ends a command, and its exit code: 2 for input that can't work, 130 after Ctrl-C, 1 for all else. Temporal wraps a
 * worker's failure in others that say only where it happened, so the message is that of the first one that Drover itself has written.
 */
export function explainFailure(error: unknown): { message: string; exitCode: number } {
  if (error instanceof Interrupted) return { message: error.message, exitCode: 130 };
  let reason = error;
  while (!isDrovers(reason) && reason instanceof Error && reason.cause instanceof Error) reason = reason.cause;
  const message = reason instanceof Error ? reason.message : String(reason);
  return { message, exitCode: isDrovers(reason) && isBadInput(reason.type) ? 2 : 1 };
}

function isBadInput(type: string | undefined | null): boolean {
  return type === 'InputRefused' || type === 'NotFound';
}

function isDrovers(error: unknown): error is Failure | ApplicationFailure {
  // By its name: to load Temporal's class would take longer than most commands of the command line run.
  return error instanceof Failure || (error instanceof Error && error.name === 'ApplicationFailure');
}
