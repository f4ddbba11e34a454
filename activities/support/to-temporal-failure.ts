import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { Failure } from '../../src/domain/failure.ts';

/**
 * The only place that builds Temporal failures. Transient failures are retried by Temporal, after the provider's own delay when
 * it named one; all other kinds are final. What is not a `Failure` is a bug or the machine's trouble and is retried.
 */
export function toTemporalFailure(error: unknown): Error {
  if (error instanceof CancelledFailure || error instanceof ApplicationFailure) return error;
  if (!(error instanceof Failure)) return error instanceof Error ? error : new Error(String(error));
  return ApplicationFailure.create({
    message: error.message,
    type: error.type,
    nonRetryable: !error.retryable,
    ...(error.retryAfterMs !== undefined && { nextRetryDelay: Math.max(1_000, error.retryAfterMs) }),
    ...(error.cause instanceof Error && { cause: error.cause }),
  });
}
