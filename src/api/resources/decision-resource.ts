import { z } from 'zod';
import { RetrySettings } from './steer-body.ts';
import { BudgetRaiseResource } from './budget-resource.ts';

/** What a person decided, as the API shows it. */
export const DecisionResource = z
  .object({
    kind: z.enum([
      'approvePlan',
      'rejectPlan',
      'approveMerge',
      'approveWave',
      'rejectMerge',
      'pause',
      'resume',
      'skip',
      'retry',
      'adopt',
      'concurrency',
      'rule',
      'cancel',
      'raiseBudget',
    ]),
    actor: z.string(),
    channel: z.enum(['signal', 'api', 'cli']),
    reason: z.string(),
    at: z.iso.datetime(),
    module: z.string().optional(),
    head: z.string().optional(),
    evidence: z.string().optional(),
    plan: z.string().optional(),
    wave: z.string().optional(),
    /** Of a retry of many: their keys. */
    modules: z.array(z.string()).optional(),
    /** Of a retry: with what it is worked on, where that differs from the migration file. */
    with: RetrySettings.optional(),
    commit: z.string().optional(),
    concurrency: z.int().optional(),
    rule: z.string().optional(),
    /** Of a raised budget: its new limits, and what they limit where that is not the whole migration. */
    budget: BudgetRaiseResource.optional(),
  })
  .meta({ id: 'Decision', description: 'Who decided what, when, through which channel and why.' });

export type DecisionResource = z.infer<typeof DecisionResource>;
