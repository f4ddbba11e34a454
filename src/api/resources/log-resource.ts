import { z } from 'zod';

/** One step of a module with what it said: a command's output, the model's words, a patch, a finding. */
export const LogResource = z
  .object({
    /** The step's name, for instance 'round-1/attempt-2/turn-3/tools'. */
    step: z.string(),
    round: z.int().min(1),
    attempt: z.int().min(1).optional(),
    turn: z.int().min(1).optional(),
    /** One line: what it did. */
    title: z.string(),
    /** What was said, as text; long ones are cut in the middle, and say so. */
    text: z.string(),
    /** Digests of what can be read whole: GET .../blobs/DIGEST. */
    blobs: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Log' });

export type LogResource = z.infer<typeof LogResource>;
