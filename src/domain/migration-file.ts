import { z } from 'zod';

const text = z.string().trim().min(1);
const pattern = z.string().min(1).max(4096);

/** A length of time as people write it ('90s', '5m', '2h'), as milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}(ms|s|m|h)$/, 'write a number and a unit, for instance 90s, 5m or 2h')
  .transform((value) => {
    const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(value) ?? [];
    return Number(count) * { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit as 'ms' | 's' | 'm' | 'h'];
  });

const network = z.enum(['none', 'open'], { error: "write none or open ('registries' is not supported yet)" });

const verifyCommand = z.strictObject({
  name: text,
  per: z.literal('module', { error: "only 'module' is supported yet" }).default('module'),
  before: text.optional(),
  run: text,
  report: z.enum(['auto', 'exit-code', 'tap', 'junit']).default('auto'),
  timeout: duration.default(300_000),
  network: network.default('none'),
});

/** A module of its own before (`first`) or after (`last`) all others. Its path is `path`, by default what it may change when that is one file. */
const outerModule = z.strictObject({
  goal: text,
  path: text.optional(),
  mayChange: z.array(pattern).min(1),
  verify: z.array(verifyCommand).min(1).optional(),
});

const modules = z
  .strictObject({
    by: z.enum(['files', 'list'], { error: "write files or list ('folders' and 'workspaces' are not supported yet)" }),
    include: z.array(pattern).min(1).default(['**']),
    exclude: z.array(pattern).default([]),
    list: z.array(z.strictObject({ path: text, paths: z.array(pattern).min(1) })).optional(),
    mayChange: z.array(pattern).min(1).optional(),
  })
  .refine((value) => value.by !== 'list' || (value.list?.length ?? 0) > 0, {
    path: ['list'],
    message: 'with by: list, name at least one module: { path: lib, paths: ["lib/**"] }',
  });

/**
 * The migration file: what a platform team writes once, as YAML or JSON. Strict: an unknown field is refused by name, so that
 * nothing that the user asked for is ignored in silence.
 */
export const MigrationFile = z.strictObject({
  drover: z.literal(1, { error: 'write drover: 1, the version of this format' }),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'use lower-case letters, digits and dashes, at most 41'),
  repository: z.strictObject({ url: text, ref: text.default('HEAD') }),
  goal: text,
  guide: z.array(text).default([]),
  environment: z
    .strictObject({
      path: z.array(text).default([]),
      env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use a valid variable name'), z.string()).default({}),
    })
    .prefault({}),
  setup: z
    .strictObject({
      run: text,
      inputs: z.array(pattern).default([]),
      network: network.default('none'),
      timeout: duration.default(900_000),
    })
    .optional(),
  modules,
  first: outerModule.optional(),
  last: outerModule.optional(),
  protect: z.array(pattern).default(['.github/**']),
  recipe: z
    .array(z.strictObject({ run: text, network: network.default('none'), timeout: duration.default(300_000) }))
    .default([]),
  verify: z.array(verifyCommand).min(1),
  tests: z
    .strictObject({
      match: z.enum(['names', 'count-per-suite', 'count', 'any']).default('names'),
      mayGrow: z.boolean().default(true),
    })
    .prefault({}),
  model: z
    .strictObject({
      name: text.default('gpt-5.2-codex'),
      effort: z.enum(['low', 'medium', 'high', 'xhigh']).default('medium'),
      patchTool: z.enum(['custom', 'function']).optional(),
    })
    .prefault({}),
  budget: z
    .strictObject({ attempts: z.int().min(1).max(20).default(4), turns: z.int().min(1).max(100).default(20) })
    .prefault({}),
  concurrency: z.int().min(1).max(200).default(8),
  approve: z.strictObject({ merge: z.enum(['each', 'none']).default('each') }).prefault({}),
  deliver: z
    .strictObject({
      to: z.literal('branch', { error: "only 'branch' is supported yet" }).default('branch'),
      branch: text.optional(),
    })
    .prefault({}),
  sandbox: z.enum(['auto', 'bubblewrap', 'unsafe-process']).default('auto'),
});

export type MigrationFile = z.infer<typeof MigrationFile>;
export type VerifyCommand = z.infer<typeof verifyCommand>;
export type OuterModule = z.infer<typeof outerModule>;
