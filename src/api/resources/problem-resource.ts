import { z } from 'zod';

/**
 * Problem details (RFC 9457). `type` is stable: `urn:drover:problem:invalid-migration-file`, `...:invalid-request`, `...:not-found`,
 * `...:conflict`, `...:idempotency-conflict`, `...:unauthenticated`, `...:forbidden`, `...:too-many-requests`, `...:too-large`,
 * `...:unavailable`, `...:internal`.
 */
export const ProblemResource = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** What is wrong field by field: its path, its value as JSON (cut to 100 characters), and what would be right. */
    errors: z.array(z.object({ field: z.string(), value: z.string().optional(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export type ProblemResource = z.infer<typeof ProblemResource>;
