import { z } from 'zod';

const target = {
  /** How many calls fail; one by default. */
  times: z.int().min(1).optional(),
  /** Only calls of this module fail. */
  module: z.string().optional(),
};

/**
 * A failure that the server is asked to produce. Refused before an answer begins: a status, 'insufficient_quota' (429 with that code), 'overflow'
 * (400 context_length_exceeded), 'invalid_encrypted_content' (400, reasoning of another key). In the answer: 'drop' resets the connection half way, 'header-stall' never sends a head, 'stall' stops
 * half way, 'no-terminal' ends cleanly without the last event, 'failed' and 'incomplete' end with the event of that name, 'error-event'
 * is a flat `error` event.
 */
export const FailurePlan = z.union([
  z.strictObject({
    kind: z.literal('429'),
    /** The Retry-After header: seconds as a number, anything else (a date) as it is. */
    retryAfter: z.union([z.number(), z.string()]).optional(),
    ...target,
  }),
  z.strictObject({
    kind: z.enum(['500', '503', '401', '403', '404', 'insufficient_quota', 'overflow', 'invalid_encrypted_content']),
    ...target,
  }),
  z.strictObject({
    kind: z.enum(['drop', 'header-stall', 'stall', 'no-terminal', 'failed', 'incomplete', 'error-event']),
    ...target,
  }),
]);
export type FailurePlan = z.infer<typeof FailurePlan>;
