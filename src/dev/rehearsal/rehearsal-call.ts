/** What the server noted of one call of POST /v1/responses or of its compaction. */
export type RehearsalCall = {
  /** When its body had been received, in milliseconds since the epoch. */
  at: number;
  /** When its answer, good or bad, had been written; missing while it is in flight and when the client went away before. */
  answeredAt?: number;
  /** The Idempotency-Key header. */
  key?: string;
  /** The size of the raw body. */
  bytes: number;
  /** SHA-256 of the raw body. */
  bodyHash: string;
  /** PATH of the line `Module: PATH` in the first user message. */
  module?: string;
  /** True for a call of POST /v1/responses/compact. */
  compaction?: true;
  /** True for a check of the connection, which is no work of a module. */
  probe?: true;
  /** True for one whose answer is made in the background: it goes on when the client is gone. */
  background?: true;
  /** The HTTP status; 0 until there is one. */
  status: number;
  /** The tokens that a provider would charge: nothing for calls that were refused. */
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  /** True when the client went away before the answer was complete. */
  aborted: boolean;
};
