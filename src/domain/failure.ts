/**
 * The failure types that cross Drover's parts. Outcomes (tests failed, patch refused, overflow, conflict) are values and
 * never come here. No zod in this file: workflows import it as a value.
 */
export type FailureType =
  /** Try again later: network, rate limits, a provider's 5xx, a lost checkout. */
  | 'Transient'
  /** The provider refuses for good: authentication, quota, unknown model, invalid request. */
  | 'ModelRefused'
  /** The user's input can't work as it is: repository, ref, setup command, delivery branch. */
  | 'InputRefused'
  /** What was asked for does not exist. */
  | 'NotFound'
  /** The request is stale, comes twice, or contradicts what was decided: the state now does not allow it. */
  | 'Conflict'
  | 'SetupFailed'
  /** A newer holder has the lease: this process is a zombie and must stop. */
  | 'StaleLease'
  /** The ref is not where the step expected it. */
  | 'RefMoved'
  /** Something stored is missing or damaged, or a sandbox does not hold. */
  | 'Broken';

/**
 * A failure with its kind, decided where it is born. `retryAfterMs` is the provider's wish, in milliseconds; `said` is what a command said that failed, for
 * readers who can't follow the way out that the message names.
 */
export class Failure extends Error {
  readonly type: FailureType;
  readonly retryAfterMs: number | undefined;
  readonly said: string | undefined;

  constructor(
    type: FailureType,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; said?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'Failure';
    this.type = type;
    this.retryAfterMs = options.retryAfterMs;
    this.said = options.said;
  }

  get retryable(): boolean {
    return this.type === 'Transient';
  }
}
