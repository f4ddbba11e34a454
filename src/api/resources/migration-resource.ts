import { z } from 'zod';
import { BudgetLineResource } from './budget-resource.ts';
import { DecisionResource } from './decision-resource.ts';
import { ReasonResource } from './reason-resource.ts';
import { UsageResource } from './usage-resource.ts';
import { WaitResource } from './wait-resource.ts';

/**
 * Where a migration is. `waiting`: only people can make it go on. `unknown`: its workflow is gone and has left no report, as when somebody
 * terminated it. `not-started`: it was asked for, and its workflow never began.
 */
export const MigrationStatusResource = z.enum([
  'not-started',
  'running',
  'waiting',
  'paused',
  'completed',
  'completed-with-unresolved',
  'cancelled',
  'failed',
  'unknown',
]);

/** A migration, as the list shows it and by itself. */
export const MigrationResource = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: z.enum(['migrate', 'plan', 'try']),
    status: MigrationStatusResource,
    phase: z.string(),
    labels: z.record(z.string(), z.string()),
    repository: z.object({ url: z.string(), ref: z.string(), base: z.string().optional() }),
    createdAt: z.iso.datetime(),
    startedBy: z.string(),
    counts: z.object({
      total: z.int().min(0),
      planned: z.int().min(0),
      running: z.int().min(0),
      waiting: z.int().min(0),
      merged: z.int().min(0),
      unchanged: z.int().min(0),
      unresolved: z.int().min(0),
      other: z.int().min(0),
    }),
    /** Why modules were not merged: the same failure in 40 modules is one entry that says 40. */
    reasons: z.array(ReasonResource),
    waits: z.array(WaitResource),
    usage: UsageResource,
    /** Its limits, and what is used of them. */
    budget: z.array(BudgetLineResource).optional(),
    /** The delivered branch and its newest commit, at the end. */
    branch: z.string().optional(),
    head: z.string().optional(),
    /** How far the verification of the whole branch is, once it has begun. */
    verification: z
      .object({
        tip: z.string(),
        run: z.int().min(0),
        subjects: z.int().min(0),
        checked: z.int().min(0),
        note: z.string(),
        red: z.array(z.object({ path: z.string(), command: z.string() })),
        takenBack: z.array(z.object({ path: z.string(), by: z.string() })),
        verdict: z.enum(['verified', 'red-at-base', 'rejected', 'nothing-merged']).optional(),
      })
      .optional(),
    /** Why it failed or was cancelled, or what keeps it from going on. */
    problem: z.string().optional(),
    decisions: z.array(DecisionResource),
    refusedSignals: z.array(z.string()),
    warnings: z.array(z.string()),
    workflowId: z.string(),
    /** Its page in the Temporal UI, where the API knows one. */
    ui: z.string().optional(),
  })
  .meta({ id: 'Migration' });

export type MigrationResource = z.infer<typeof MigrationResource>;
