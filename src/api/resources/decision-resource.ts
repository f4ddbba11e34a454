import { z } from 'zod';

/** What a person decided, as the API shows it. */
export const DecisionResource = z
  .object({
    kind: z.enum([
      'approvePlan',
      'rejectPlan',
      'approveMerge',
      'rejectMerge',
      'pause',
      'resume',
      'skip',
      'retry',
      'cancel',
    ]),
    actor: z.string(),
    channel: z.enum(['signal', 'api', 'cli']),
    reason: z.string(),
    at: z.iso.datetime(),
    module: z.string().optional(),
    head: z.string().optional(),
    evidence: z.string().optional(),
    plan: z.string().optional(),
  })
  .meta({ id: 'Decision', description: 'Who decided what, when, through which channel and why.' });

export type DecisionResource = z.infer<typeof DecisionResource>;
