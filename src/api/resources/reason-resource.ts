import { z } from 'zod';
import { ModuleStateResource } from './module-resource.ts';

/** Modules that ended for the same reason without being merged. */
export const ReasonResource = z
  .object({
    state: ModuleStateResource,
    /** In the words of the first of them, its first line. */
    reason: z.string(),
    count: z.int().min(1),
    /** The first few of them. */
    paths: z.array(z.string()),
  })
  .meta({ id: 'Reason' });

export type ReasonResource = z.infer<typeof ReasonResource>;
