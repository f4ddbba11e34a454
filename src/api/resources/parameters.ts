import { z } from 'zod';
import { actorName } from './actor-name.ts';
import { MigrationStatusResource } from './migration-resource.ts';
import { ModuleStateResource } from './module-resource.ts';

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    "is no migration's id: those have lower-case letters, digits and dashes, at most 63",
  )
  .meta({ description: "The migration's id.", examples: ['tape-to-node-test-1f3a9c2e'] });

const key = z
  .string()
  .min(1)
  .max(4_096)
  // oxlint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'has control characters')
  .meta({ description: "The module's key, or its path with its slashes as %2F.", examples: ['test-a-js-0f1e2d3c'] });

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'is no digest: 64 lower-case hexadecimal digits are')
  .meta({ description: 'The SHA-256 of what is asked for, as records, evidence and logs name it.' });

/** A whole number in a query. */
const count = (max: number) => {
  const error = `write a whole number from 1 to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(1, { error }).max(max, { error });
};

const cursor = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,1000}$/, 'this is no cursor: use the next of the page before')
  .optional()
  .describe('Where the page begins: the next of the page before.');
const limit = count(100).default(20).describe('How many at most, 1 to 100.');
const step = count(999_999).optional();

export const MigrationParams = z.object({ id });
export const ModuleParams = z.object({ id, key });
export const TurnParams = z.object({ id, key, attempt: count(999_999), turn: count(999_999) });
export const BlobParams = z.object({ id, digest });

/** The run id of a rollback's workflow. */
export const RollbackParams = z.object({ id, rollback: z.uuid().describe('The id that the rollback began with.') });

const label = z.string().regex(/^[^:]+:/, 'write NAME:VALUE, for instance team:web');

export const NoQuery = z.strictObject({});
export const MigrationsQuery = z.strictObject({
  status: MigrationStatusResource.optional(),
  name: z.string().min(1).max(100).optional().describe("The migration file's name."),
  mode: z.enum(['migrate', 'plan', 'try']).optional(),
  label: z
    .union([label, z.array(label).max(20)])
    .optional()
    .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))
    .describe('NAME:VALUE, for instance team:web; more than one must all be there.'),
  limit,
  cursor,
});
export const ModulesQuery = z.strictObject({ state: ModuleStateResource.optional(), limit, cursor });
export const DiffQuery = z.strictObject({ round: step, attempt: step });
export const TurnQuery = z.strictObject({ round: step.describe('Of this round; the newest, without it.') });
export const LogsQuery = z.strictObject({ round: step, attempt: step, turn: step, limit, cursor });
export const EvidenceQuery = z.strictObject({
  evidence: digest.optional().describe("The digest of one of the module's verdicts; without it, the newest."),
});
export const ReportQuery = z.strictObject({
  format: z
    .enum(['json', 'bundle', 'markdown', 'html'])
    .optional()
    .describe(
      'json; bundle: the same with all its evidence in it, by digest; markdown, for a pull request; html, a page of its own. Without it the Accept header decides.',
    ),
});
export const StartQuery = z
  .strictObject({
    mode: z
      .enum(['migrate', 'plan', 'try'])
      .default('migrate')
      .describe(
        'The whole migration; plan: modules and their baselines, without a model call; try: one module, not merged.',
      ),
    module: z.string().trim().min(1).max(4_096).optional().describe("With mode=try: the module's path or key."),
    actor: actorName.optional().describe('Who asks, where there are no tokens.'),
  })
  .superRefine(({ mode, module }, context) => {
    if (mode === 'try' && module === undefined)
      context.addIssue({ code: 'custom', path: ['module'], message: 'mode=try needs a module: its path or its key' });
    if (mode !== 'try' && module !== undefined)
      context.addIssue({ code: 'custom', path: ['module'], message: 'only mode=try takes a module' });
  });
export const StartHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, 'write 1 to 200 printable ASCII characters')
    .optional()
    .describe(
      'The same key and request give the same migration, however often they are sent; the same key and another request are refused.',
    ),
});
