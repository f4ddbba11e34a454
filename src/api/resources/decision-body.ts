import { z } from 'zod';
import { actorName } from './actor-name.ts';
import { newLimits } from './budget-resource.ts';

/** Who decides is taken from the token; where there are no tokens (the embedded stack on loopback), from `actor`. */
const actor = actorName.optional();
const reason = z.string().max(4_000);

/** The body of pause, resume, skip, retry and cancel. */
export const DecisionBody = z.strictObject({ actor, reason: reason.optional() }).meta({ id: 'DecisionBody' });

/** The body of a merge's approval: the head and the evidence that were looked at. */
export const ApproveMergeBody = z
  .strictObject({ actor, reason: reason.optional(), head: z.string(), evidence: z.string() })
  .meta({ id: 'ApproveMergeBody' });

/** The body of a merge's rejection; the reason goes to the model as one more attempt. */
export const RejectMergeBody = z
  .strictObject({ actor, reason: reason.trim().min(1), head: z.string(), evidence: z.string() })
  .meta({ id: 'RejectMergeBody' });

/** The body of a plan's approval or rejection: the plan that was looked at. */
export const DecidePlanBody = z
  .strictObject({ actor, reason: reason.optional(), plan: z.string() })
  .meta({ id: 'DecidePlanBody' });

/** The body of a wave's approval: the digest of all its merges. */
export const ApproveWaveBody = z
  .strictObject({ actor, reason: reason.optional(), wave: z.string() })
  .meta({ id: 'ApproveWaveBody' });

/** The body of a raised budget: new limits, at least one. */
export const RaiseBudgetBody = z
  .strictObject({
    actor,
    reason: reason.optional(),
    ...newLimits,
    perModule: z.boolean().optional().describe('The new limits are those of each module.'),
    module: z.string().min(1).max(4_096).optional().describe('They are those of this module, by its key or path.'),
  })
  .meta({ id: 'RaiseBudgetBody' });
