import { z } from 'zod';
import { actorName } from './actor-name.ts';

const actor = actorName.optional();
const reason = z.string().max(4_000).optional();
const name = z.string().min(1).max(4_096);

const settings = {
  model: z
    .string()
    .regex(/^\S{1,200}$/, "write a model's id")
    .optional()
    .describe('Another model, by its id at the provider.'),
  effort: z.enum(['low', 'medium', 'high', 'xhigh']).optional().describe('Another effort to begin with.'),
  attempts: z.int().min(1).max(100).optional().describe('How many attempts the new round has.'),
};

/** With what a new round is worked on. */
export const RetrySettings = z.object(settings);

/** The body of one module's retry. */
export const RetryBody = z.strictObject({ actor, reason, ...settings }).meta({ id: 'RetryBody' });

/** The body of a retry of many modules. */
export const RetryManyBody = z
  .strictObject({
    actor,
    reason,
    unresolved: z.literal(true).optional().describe('All modules that are unresolved.'),
    like: name.optional().describe('All modules that ended for the same reason as this one, by its key or path.'),
    ...settings,
  })
  .superRefine(({ unresolved, like }, context) => {
    if ((unresolved === undefined) === (like === undefined))
      context.addIssue({
        code: 'custom',
        path: ['unresolved'],
        message: 'say unresolved: true, or name a module as like',
      });
  })
  .meta({ id: 'RetryManyBody' });

/** The body of an adoption: a commit's id, or a branch or tag of the repository. */
export const AdoptBody = z
  .strictObject({
    actor,
    reason,
    commit: z.string().regex(/^\S{1,250}$/, "write a commit's id, or the name of a branch or tag"),
  })
  .meta({ id: 'AdoptBody' });

/** The body of a change of how many modules run at once. */
export const ConcurrencyBody = z
  .strictObject({ actor, reason, concurrency: z.int().min(1).max(200) })
  .meta({ id: 'ConcurrencyBody' });

/** The body of a rule that is added to the guide; it reaches what has not begun. */
export const RuleBody = z
  .strictObject({ actor, reason, rule: z.string().trim().min(1).max(4_000) })
  .meta({ id: 'RuleBody' });
