import { z } from 'zod';
import { ConfigurationResource } from './configuration-resource.ts';
import { DecisionResource } from './decision-resource.ts';
import { ReviewNoteResource } from './review-note-resource.ts';
import { UsageResource } from './usage-resource.ts';

export const ModuleStateResource = z.enum([
  'planned',
  'preparing',
  'baseline',
  'recipe',
  'attempting',
  'verifying',
  'reviewing',
  'awaiting-approval',
  'merging',
  'merged',
  'adopted',
  'verified',
  'unchanged',
  'skipped',
  'unresolved',
  'cancelled',
  'rolled-back',
]);

/** A module, as the list shows it. */
export const ModuleResource = z
  .object({
    key: z.string(),
    path: z.string(),
    role: z.enum(['first', 'module', 'last']),
    state: ModuleStateResource,
    round: z.int().min(1),
    attempts: z.int().min(0),
    turns: z.int().min(0),
    /** Model calls that were under way when a worker died: nobody knows their end, and they are charged. */
    unknown: z.array(z.object({ attempt: z.int().min(1), turn: z.int().min(1), calls: z.int().min(1) })).optional(),
    /** The models that its attempts had, oldest first: each from its attempt's turn on. */
    tried: z
      .array(z.object({ attempt: z.int().min(1), turn: z.int().min(1), model: z.string(), effort: z.string() }))
      .optional(),
    /** What happens now, or why it ended so. */
    note: z.string(),
    baseline: z.object({ tests: z.int().min(0), failing: z.int().min(0) }).optional(),
    tests: z.object({ before: z.int().min(0), after: z.int().min(0), matched: z.int().min(0) }).optional(),
    start: z.string().optional(),
    head: z.string().optional(),
    /** Where it landed on the integration branch. */
    commit: z.string().optional(),
    evidence: z.string().optional(),
    /** What a decision has to name, while it waits for a person. */
    awaits: z
      .object({
        head: z.string(),
        evidence: z.string(),
        since: z.iso.datetime(),
        configuration: ConfigurationResource.optional(),
      })
      .optional(),
    approvedBy: z.string().optional(),
    /** What reviews of its verified states came to, oldest first. */
    reviews: z.array(ReviewNoteResource).optional(),
    /** Why states of it were refused, oldest first. */
    refused: z.array(z.string()),
    refusedSignals: z.array(z.string()),
    decisions: z.array(DecisionResource),
    usage: UsageResource,
    workflowId: z.string(),
  })
  .meta({ id: 'Module' });

export type ModuleResource = z.infer<typeof ModuleResource>;
