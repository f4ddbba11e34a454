import { Failure } from '../../domain/failure.ts';
import type { ProblemResource } from '../resources/problem-resource.ts';
import type { RequestParts } from './describe-issues.ts';
import { frameworkProblem } from './framework-problem.ts';
import { ProblemError, problemKinds } from './problem-error.ts';
import { redact } from '../../core/migration-file/redact.ts';

export type Answer = { problem: ProblemResource; headers: Record<string, string> };

/** How long a client waits before it asks again, where nobody knows better, in seconds. */
const retryAfterSeconds = 5;

/** Makes the answer of whatever a request ended in. What is not for the outside (the text of an unexpected error) stays inside. */
export function toProblem(error: unknown, request?: RequestParts): Answer {
  const known = error instanceof ProblemError ? error : (frameworkProblem(error, request) ?? fromFailure(error));
  const { kind, status, errors, headers } = known;
  const problem: ProblemResource = {
    type: `urn:drover:problem:${kind}`,
    title: problemKinds[kind].title,
    status,
    detail: redact(known.message),
    ...(errors && {
      errors: errors.map(({ field, value, detail }) => ({
        field,
        ...(value !== undefined && { value: redact(value) }),
        detail: redact(detail),
      })),
    }),
  };
  return { problem, headers };
}

function fromFailure(error: unknown): ProblemError {
  if (!(error instanceof Failure)) return internal();
  switch (error.type) {
    case 'NotFound':
      return new ProblemError('not-found', error.message);
    case 'Conflict':
    case 'RefMoved':
    case 'StaleLease':
      return new ProblemError('conflict', error.message);
    case 'InputRefused':
      return new ProblemError('invalid-request', error.message);
    case 'Transient': {
      const seconds = error.retryAfterMs === undefined ? retryAfterSeconds : Math.ceil(error.retryAfterMs / 1_000);
      return new ProblemError('unavailable', error.message, { headers: { 'retry-after': `${Math.max(1, seconds)}` } });
    }
    case 'Broken':
    case 'ModelRefused':
    case 'SetupFailed':
      return internal();
    default:
      return error.type satisfies never;
  }
}

function internal(): ProblemError {
  return new ProblemError(
    'internal',
    "It is not the request's fault. Look into the log of Drover's API, and try again.",
  );
}
