import { z } from 'zod';
import { actorName } from './actor-name.ts';

const name = z.string().min(1).max(4_096);

/** The body of a rollback: what goes, and whether what depends on it goes, too. */
export const RollbackBody = z
  .strictObject({
    actor: actorName.optional(),
    reason: z.string().max(4_000).optional(),
    modules: z.array(name).min(1).max(300).optional().describe('Modules, by their keys or paths.'),
    group: name.optional().describe('All modules of this group, by its name or key.'),
    wave: z.int().min(1).max(100_000).optional().describe('All modules of this wave; the first is 1.'),
    dependants: z
      .boolean()
      .default(false)
      .describe(
        'Whether what depends on them goes, too. Without it, a rollback that would take more than was named is refused, and says what.',
      ),
    preview: z.boolean().default(false).describe('Only finds and shows what would go.'),
  })
  .superRefine(({ modules, group, wave }, context) => {
    const named = [modules, group, wave].filter((one) => one !== undefined).length;
    if (named !== 1)
      context.addIssue({ code: 'custom', path: ['modules'], message: 'name either modules, or a group, or a wave' });
  })
  .meta({ id: 'RollbackBody' });

export type RollbackBody = z.output<typeof RollbackBody>;

const check = z.looseObject({
  path: z.string(),
  command: z.string(),
  evidence: z.string(),
  findings: z.array(z.string()),
});

/** A rollback as the API shows it. */
export const RollbackResource = z
  .object({
    id: z.string(),
    state: z.enum(['planning', 'verifying', 'delivering', 'previewed', 'rolled-back', 'refused', 'failed']),
    actor: z.string(),
    channel: z.enum(['signal', 'api', 'cli']),
    reason: z.string(),
    at: z.iso.datetime(),
    /** What goes, in the order of the inverse commits. */
    entries: z.array(
      z.object({
        path: z.string(),
        key: z.string().optional(),
        commit: z.string(),
        by: z.string(),
        reason: z.string(),
        asked: z.boolean(),
      }),
    ),
    from: z.string().optional(),
    tip: z.string().optional(),
    checks: z.int().min(0),
    red: z.array(check),
    branch: z.string().optional(),
    problem: z.string().optional(),
  })
  .meta({ id: 'Rollback', description: 'What is taken back of a migration that has ended, and how far that is.' });

export type RollbackResource = z.infer<typeof RollbackResource>;
