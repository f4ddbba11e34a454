import { z } from 'zod';
import { ModuleResource } from './module-resource.ts';
import { ReviewNoteResource } from './review-note-resource.ts';
import { UsageResource } from './usage-resource.ts';

const verification = z.object({
  /** For instance 'recipe', 'attempt-1', 'merge'. */
  step: z.string(),
  commit: z.string(),
  verdict: z.enum(['verified', 'rejected']),
  evidence: z.string(),
  tests: z.object({ before: z.int(), after: z.int(), matched: z.int() }),
  findings: z.array(z.string()),
  memoised: z.boolean(),
});

const turn = z.object({
  turn: z.int().min(1),
  /** What the model said or asked for, in a few words. */
  said: z.string(),
  /** Digests of the request and of the reply: GET .../blobs/DIGEST. */
  request: z.string().optional(),
  reply: z.string().optional(),
  /** Why the provider cut the answer off. */
  incomplete: z.string().optional(),
  /** True when the reply came from the journal. */
  recorded: z.boolean(),
  /** What each tool call did, a few words each, and the commit after them. */
  did: z.array(z.string()),
  commit: z.string().optional(),
  usage: UsageResource,
});

/** A module with all that was done for it, by round, attempt and turn. */
export const ModuleDetailResource = ModuleResource.extend({
  rounds: z.array(
    z.object({
      round: z.int().min(1),
      baselines: z.array(
        z.object({
          commit: z.string(),
          verification: z.string(),
          tests: z.int(),
          failing: z.int(),
          problem: z.string().optional(),
        }),
      ),
      recipes: z.array(
        z.object({
          start: z.string(),
          commit: z.string(),
          changed: z.array(z.string()),
          leftOut: z.array(z.string()),
          failure: z.string().optional(),
        }),
      ),
      attempts: z.array(z.object({ attempt: z.int().min(1), turns: z.array(turn) })),
      verifications: z.array(verification),
      reviews: z.array(ReviewNoteResource),
      merges: z.array(
        z.object({
          head: z.string(),
          onto: z.string(),
          commit: z.string().optional(),
          conflicts: z.array(z.string()).optional(),
        }),
      ),
    }),
  ),
}).meta({ id: 'ModuleDetail' });

export type ModuleDetailResource = z.infer<typeof ModuleDetailResource>;
