import { z } from 'zod';
import { ApproveSection } from './migration-file/approve-section.ts';
import { BudgetSection } from './migration-file/budget-section.ts';
import { choice } from './migration-file/choice.ts';
import { duration } from './migration-file/duration.ts';
import { GeneratedEntry } from './migration-file/generated-entry.ts';
import { ReviewSection } from './migration-file/review-section.ts';
import { ExampleEntry } from './migration-file/example-entry.ts';
import { ImageEntry } from './migration-file/image-entry.ts';
import { line } from './migration-file/line.ts';
import { ModulesSection } from './migration-file/modules-section.ts';
import { network } from './migration-file/network.ts';
import { notYet } from './migration-file/not-yet.ts';
import { OuterModule } from './migration-file/outer-module.ts';
import { pattern } from './migration-file/pattern.ts';
import { text } from './migration-file/text.ts';
import { VerifyCommand } from './migration-file/verify-command.ts';
import { ModelCatalog } from './model-catalog.ts';

/** They are a search attribute in Temporal, a list in JSON, which takes 2,048 bytes for one. */
const mostLabelBytes = 2_000;
const labelName = z.string().regex(/^[A-Za-z0-9][\w./-]{0,62}$/, 'use letters, digits and _ . / -, at most 63');
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use a valid variable name');

const environment = z.strictObject({
  path: z
    .array(line())
    .default([])
    .describe('bin folders of toolchains outside /usr, bound read-only with their parent and put on PATH first.'),
  env: z
    .record(variableName, z.string())
    .default({})
    .describe('Variables of all commands; no secrets: they are recorded.'),
  image: notYet.field().describe('A container image; not supported yet.'),
});

const setup = z.strictObject({
  run: text().describe('The command that makes what the others need, for instance installed dependencies.'),
  inputs: z
    .array(pattern())
    .default([])
    .describe('Patterns of the files that its result depends on; a change of them runs it again.'),
  network: network()
    .default('none')
    .describe('What it reaches: none, the registries that the operator allows, or open.'),
  timeout: duration({ atMost: '24h' }).prefault('15m').describe('How long it may take.'),
});

const recipeCommand = z.strictObject({
  run: text().describe('A command that changes the module before the model does, for instance a codemod.'),
  per: choice(['module'], ['group', 'migration']).default('module').describe('What it runs on: each module by itself.'),
  network: network()
    .default('none')
    .describe('What it reaches: none, the registries that the operator allows, or open.'),
  timeout: duration({ atMost: '24h' }).prefault('5m').describe('How long it may take.'),
});

const tests = z.strictObject({
  match: choice(['names', 'count-per-suite', 'count', 'any'])
    .default('names')
    .describe(
      'How tests before and after are recognised: by name, by their number in each suite or in all, or by exit codes alone.',
    ),
  mayGrow: z.boolean().default(true).describe('Whether tests may be added.'),
  flaky: z
    .strictObject({
      rerun: z.int().min(0).max(10).default(1).describe('How often a command with a newly failing test is run again.'),
    })
    .prefault({})
    .describe('How flaky tests are found: those whose outcome differs at the same commit.'),
  allow: z
    .array(
      choice([
        'focused-test',
        'fewer-assertions',
        'constant-assertion',
        'less-coverage',
        'changed-expectation',
        'changed-snapshot',
        'raised-timeout',
        'tampering',
      ]),
    )
    .default([])
    .describe('Findings that are shown and do not reject.'),
});

const effort = () => choice(['low', 'medium', 'high', 'xhigh']);

const model = z.strictObject({
  name: line(200).default('gpt-5.2-codex').describe("The model's id at the provider."),
  effort: effort()
    .default('medium')
    .describe('How much it thinks at first; without progress, one level more, as far as the model has them.'),
  patchTool: choice(['custom', 'function'])
    .optional()
    .describe("How apply_patch is offered; default: what the model's row in the catalog says."),
  background: z
    .boolean()
    .default(false)
    .describe(
      "Whether replies are made in the background, where the model's row has that: one that was under way at a crash is fetched, not paid again. They are kept at the provider for a while.",
    ),
  check: z
    .boolean()
    .default(true)
    .describe(
      'Whether it is asked for one small call of a tool before the migration begins, which finds out what could not work.',
    ),
  catalog: ModelCatalog.default({}).describe(
    'Models that Drover does not know, or knows otherwise: their ids, each with the fields that differ.',
  ),
  fallback: z
    .strictObject({
      name: line(200).describe("The other model's id at the provider."),
      effort: effort().optional().describe("How much it thinks; default: the first model's effort."),
    })
    .optional()
    .describe(
      'Another model, for a module with which the first one makes no progress at any effort; default: none, and a person has to look.',
    ),
});

/**
 * The migration file: what a platform team writes once, as YAML or JSON. Strict: an unknown field is refused by name, and what is not
 * built yet is refused as such, so that nothing that the user asked for is ignored in silence. `parseMigrationFile` is the way in: it
 * checks, too, what no single field shows.
 */
export const MigrationFile = z.strictObject({
  drover: z
    .literal(1, { error: 'write drover: 1, the version of this format' })
    .describe('The version of this format: 1.'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'use lower-case letters, digits and dashes, at most 41')
    .describe('A short name: lower-case letters, digits and dashes, at most 41.'),
  labels: z
    .record(labelName, line(100))
    .refine(
      (labels) => listBytes(Object.entries(labels).map(([name, value]) => `${name}=${value}`)) <= mostLabelBytes,
      `all names and values together may have at most ${mostLabelBytes} bytes, four more for each label; take some out, or write shorter ones`,
    )
    .default({})
    .describe('Names and values of your choice, for filters and cost reports.'),
  repository: z
    .strictObject({
      url: line(1_000).describe('https, ssh, or a path of this machine where the operator allows it.'),
      ref: line(200).default('HEAD').describe('The branch, tag or commit to start from.'),
      clone: choice(['full'], ['partial']).default('full').describe('What is fetched: the whole history.'),
    })
    .describe('The repository: { url: ..., ref: ... }.'),
  goal: text().describe('The goal in words; the model sees it word for word in every context.'),
  guide: z.array(text()).default([]).describe('Rules for the model, one an entry.'),
  examples: z
    .array(ExampleEntry)
    .max(5, 'name at most 5: each is part of every request')
    .default([])
    .describe('Commits made by hand that show the model how it is done.'),
  images: z
    .array(ImageEntry)
    .max(20)
    .default([])
    .describe('Pictures for the model (PNG, JPEG, WebP, GIF), from the repository or beside the migration file.'),
  environment: environment.prefault({}).describe('What the sandboxed commands find.'),
  setup: setup
    .optional()
    .describe('Makes the environment that lies beside each checkout; runs once per content of its inputs.'),
  modules: ModulesSection.describe('How the repository is split into modules: { by: ..., include: ... }.'),
  first: OuterModule.optional().describe('One module before all others, for instance to add the new framework.'),
  last: OuterModule.optional().describe('One module after all others, for instance to remove the old framework.'),
  protect: z.array(pattern()).default(['.github/**']).describe('Patterns of files that nothing may change.'),
  generated: z
    .array(GeneratedEntry)
    .max(20)
    .optional()
    .describe(
      'Files that are made anew at each merge instead of merged, such as lockfiles: no conflict in them costs an attempt.',
    ),
  recipe: z.array(recipeCommand).max(50).default([]).describe('Commands that change a module before the model does.'),
  verify: z
    .array(VerifyCommand)
    .min(1)
    .max(50)
    .describe('The commands that prove a module, at least one: [{ run: ... }].'),
  tests: tests.prefault({}).describe('What is demanded of tests.'),
  model: model.prefault({}).describe('The model.'),
  budget: BudgetSection.prefault({}).describe('What may be spent.'),
  pilot: notYet.count().describe('How many modules run before the rest, to measure and to learn; not supported yet.'),
  concurrency: z.int().min(1).max(200).default(8).describe('How many modules run at once.'),
  approve: ApproveSection.prefault({}).describe('Where people are asked.'),
  review: ReviewSection.default(false).describe(
    'Whether a second conversation reviews what was verified: true, or { model, effort, severity }.',
  ),
  deliver: z
    .strictObject({
      to: choice(['branch'], ['change-requests']).default('branch').describe('How the result is handed over.'),
      branch: line(200)
        .optional()
        .describe("The branch that is written to the repository; default: drover/ and the migration's name."),
    })
    .prefault({})
    .describe('Where the result goes.'),
  sandbox: choice(['auto', 'bubblewrap', 'unsafe-process'], ['container'])
    .default('auto')
    .describe('What contains the commands. unsafe-process contains nothing.'),
});

function listBytes(list: string[]): number {
  return new TextEncoder().encode(JSON.stringify(list)).length;
}

export type MigrationFile = z.infer<typeof MigrationFile>;
/** A migration file as people write it, and as the API takes it: without defaults, with times such as 5m. */
export type MigrationFileInput = z.input<typeof MigrationFile>;
export type { OuterModule } from './migration-file/outer-module.ts';
export type { VerifyCommand } from './migration-file/verify-command.ts';
