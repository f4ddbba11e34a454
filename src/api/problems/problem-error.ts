import type { ProblemResource } from '../resources/problem-resource.ts';

/** The stable kinds of problem, with the status and the title that belong to each. */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'A bearer token is needed' },
  forbidden: { status: 403, title: 'This is not allowed' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This method is not served here' },
  conflict: { status: 409, title: 'The state does not allow it' },
  'idempotency-conflict': { status: 409, title: 'The Idempotency-Key stands for another request' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  'invalid-migration-file': { status: 422, title: 'The migration file has faults' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: "Something failed on Drover's side" },
  unavailable: { status: 503, title: 'Drover can not answer now' },
} as const;

export type ProblemKind = keyof typeof problemKinds;

export type ProblemOptions = {
  errors?: ProblemResource['errors'];
  headers?: Record<string, string>;
  /** Where it differs from the kind's own. */
  status?: number;
  cause?: unknown;
};

/** What a route throws to end a request with a problem: its kind, and what is wrong and the way out in a sentence. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly errors: ProblemResource['errors'];
  readonly headers: Record<string, string>;
  readonly status: number;

  constructor(kind: ProblemKind, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'ProblemError';
    this.kind = kind;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
    this.status = options.status ?? problemKinds[kind].status;
  }
}
