/** What the server noted of one call of POST /v1/responses. */
export type RehearsalCall = {
  /** When its body had been received, in milliseconds since the epoch. */
  at: number;
  /** When its answer, good or bad, had been written; missing while it is in flight and when the client went away before. */
  answeredAt?: number;
  /** The Idempotency-Key header. */
  key?: string;
  /** SHA-256 of the raw body. */
  bodyHash: string;
  /** PATH of the line `Module: PATH` in the first user message. */
  module?: string;
  /** The HTTP status; 0 until there is one. */
  status: number;
  /** The tokens that a provider would charge: nothing for calls that were refused. */
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  /** True when the client went away before the answer was complete. */
  aborted: boolean;
};
