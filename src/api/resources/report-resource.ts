import { z } from 'zod';
import { UsageResource } from './usage-resource.ts';

const decision = z.looseObject({
  kind: z.string(),
  actor: z.string(),
  channel: z.string(),
  reason: z.string(),
  at: z.number(),
});

const result = z.looseObject({
  key: z.string(),
  path: z.string(),
  role: z.string(),
  state: z.string(),
  attempts: z.int(),
  turns: z.int(),
  refused: z.array(z.string()),
  decisions: z.array(decision),
  usage: UsageResource,
});

/** The report as it was written at the migration's end. It is given as it is: a later version's reports have more in them. */
export const ReportResource = z
  .looseObject({
    v: z.literal(1),
    id: z.string(),
    name: z.string(),
    mode: z.enum(['migrate', 'plan', 'try']),
    status: z.enum(['completed', 'completed-with-unresolved', 'cancelled', 'failed']),
    base: z.string(),
    head: z.string(),
    branch: z.string().nullable(),
    modules: z.array(result),
    groups: z.array(result).optional(),
    finalVerification: z
      .looseObject({
        verdict: z.string(),
        commit: z.string(),
        runs: z.array(
          z.looseObject({ commit: z.string(), tree: z.string(), environment: z.string(), evidence: z.string() }),
        ),
        seconds: z.number(),
      })
      .optional(),
    earlierRounds: z.array(result),
    decisions: z.array(decision),
    usage: UsageResource,
    seconds: z.number(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Report', description: 'What a migration ended in.' });
