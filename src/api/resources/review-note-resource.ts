import { z } from 'zod';

/** What a review came to; `document` is the digest of all of it: GET .../blobs/DIGEST. */
export const ReviewNoteResource = z
  .object({
    attempt: z.int().min(0),
    head: z.string(),
    model: z.string(),
    document: z.string(),
    findings: z.int().min(0),
    /** How many of them are as severe as what sends a module back. */
    severe: z.int().min(0),
    /** Why it could not be read. */
    why: z.string().optional(),
  })
  .meta({ id: 'ReviewNote', description: 'What a second conversation found in a verified change, in figures.' });
