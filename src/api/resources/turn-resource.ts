import { z } from 'zod';
import { UsageResource } from './usage-resource.ts';

const items = z.array(z.looseObject({ type: z.string() }));

/** One turn as it was: the request and the reply to the byte, and what came of each tool call. */
export const TurnResource = z
  .object({
    round: z.int().min(1),
    attempt: z.int().min(1),
    turn: z.int().min(1),
    /** What was sent; absent for turns of versions that did not keep it. */
    request: z
      .object({
        digest: z.string(),
        bytes: z.int().min(0),
        /** How many of the input's items, from the first on, the turn before had sent or been answered. */
        known: z.int().min(0),
        body: z.looseObject({ model: z.string(), input: items }),
      })
      .optional(),
    reply: z.object({ digest: z.string(), items }),
    /** The reply's tool calls, in their order; without an output where they have not been run. */
    calls: z.array(
      z.object({ tool: z.string(), callId: z.string(), input: z.string(), output: z.string().optional() }),
    ),
    /** The commit after them. */
    commit: z.string().optional(),
    /** True when the reply came from the journal. */
    recorded: z.boolean(),
    /** Why the provider cut the answer off. */
    incomplete: z.string().optional(),
    usage: UsageResource,
  })
  .meta({ id: 'Turn', description: 'One model call and the tool calls that it asked for.' });

export type TurnResource = z.infer<typeof TurnResource>;
