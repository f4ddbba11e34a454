import { z } from 'zod';
import { ConfigurationResource } from './configuration-resource.ts';

/** One thing that waits for a person, and how to give it. */
export const WaitResource = z
  .object({
    what: z.enum(['plan', 'merge', 'wave', 'budget']),
    /** The module's key and path, of a merge. */
    module: z.string().optional(),
    path: z.string().optional(),
    /** What a decision has to name. */
    head: z.string().optional(),
    evidence: z.string().optional(),
    plan: z.string().optional(),
    wave: z.string().optional(),
    /** Of a merge: it waits for its whole wave (`approve.merge: wave`); approved alone, it lands before the others. */
    inWave: z.literal(true).optional(),
    configuration: ConfigurationResource.optional(),
    since: z.iso.datetime(),
    reminders: z.int().min(0),
    /** What was proved, or what is to be decided, in a sentence. */
    note: z.string(),
    /** The drover command that gives it. */
    approve: z.string(),
    /** The same as a signal, for the Temporal UI and the `temporal` command. */
    signal: z.object({ workflowId: z.string(), name: z.string(), input: z.string() }),
  })
  .meta({ id: 'Wait', description: 'What waits for a person, since when, and how to give it.' });

export type WaitResource = z.infer<typeof WaitResource>;
