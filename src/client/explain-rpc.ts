import { QueryNotRegisteredError, QueryRejectedError, WorkflowNotFoundError } from '@temporalio/client';
import { Failure } from '../domain/failure.ts';
import { grpcCode } from './grpc-code.ts';

/** gRPC's code for a thing that is not there; the others that are named below mean that nobody answers now. */
const notFound = 5;
const passing = new Set([1, 4, 8, 14]);

/** Runs a call to Temporal and turns its errors into Drover's failures. `subject` is the workflow that the call is about. */
export async function explainRpc<T>(subject: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toFailure(subject, error);
  }
}

function toFailure(subject: string, error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return gone(subject, error);
  if (error instanceof QueryNotRegisteredError || error instanceof QueryRejectedError)
    return new Failure('Transient', `${subject} can't be asked now: ${error.message}`, { cause: error });
  const code = grpcCode(error);
  if (code === notFound) return gone(subject, error);
  if (code !== undefined && passing.has(code)) {
    return new Failure(
      'Transient',
      `${subject} did not answer: no Drover worker serves its task queue now, or Temporal is not reachable. Nothing is lost: try again when they run.`,
      { cause: error },
    );
  }
  return error;
}

function gone(subject: string, cause: unknown): Failure {
  return new Failure('NotFound', `Temporal knows no running workflow ${subject}: it has ended, or never was.`, {
    cause,
  });
}
