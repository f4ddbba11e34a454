import { z } from 'zod';

const target = {
  /** How many calls fail; one by default. */
  times: z.int().min(1).optional(),
  /** Only calls of this module fail. */
  module: z.string().optional(),
};

/**
 * A failure that the server is asked to produce. Refused before an answer begins: a status, 'insufficient_quota' (429 with that code), 'overflow'
 * (400 context_length_exceeded), 'invalid_encrypted_content' (400, reasoning of another key). Cut off before: 'reset' cuts the connection,
 * 'header-stall' never sends a head. In the answer: 'drop' resets the connection half way, 'stall' stops half way, 'no-terminal' ends cleanly
 * without the last event, 'failed' and 'incomplete' end with the event of that name, 'error-event' is a flat `error` event, 'huge' has 50 MB of
 * text, and 'invalid-utf8' has bytes that are no text. Whole, but of no use: 'refusal' says no, 'bad-arguments' calls a tool with half a JSON
 * text, 'unknown-tool' calls one that was not offered.
 */
export const FailurePlan = z.union([
  z.strictObject({
    kind: z.literal('429'),
    /** The Retry-After header: seconds as a number, anything else (a date) as it is. */
    retryAfter: z.union([z.number(), z.string()]).optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.literal('incomplete'),
    /** 'max_output_tokens' by default. */
    reason: z.enum(['max_output_tokens', 'content_filter']).optional(),
    ...target,
  }),
  z.strictObject({ kind: z.enum(['408', '409', '500', '502', '503', '529', '401', '403', '404']), ...target }),
  z.strictObject({
    kind: z.enum(['insufficient_quota', 'overflow', 'invalid_encrypted_content', 'reset', 'header-stall']),
    ...target,
  }),
  z.strictObject({ kind: z.enum(['drop', 'stall', 'no-terminal', 'failed', 'error-event']), ...target }),
  z.strictObject({ kind: z.enum(['huge', 'invalid-utf8', 'refusal', 'bad-arguments', 'unknown-tool']), ...target }),
]);
export type FailurePlan = z.infer<typeof FailurePlan>;
