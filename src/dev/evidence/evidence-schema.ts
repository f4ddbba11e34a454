import { z } from 'zod';
import { VerifyCommand } from '../../domain/migration-file/verify-command.ts';

const commitId = z.string().regex(/^[0-9a-f]{40}$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const longest = 24 * 60 * 60 * 1_000;
const milliseconds = z.int().min(1).max(longest);
const network = z.enum(['none', 'registries', 'open']);

const run = z.looseObject({
  name: z.string(),
  command: z.string(),
  exitCode: z.int().nullable(),
  ended: z.enum(['exited', 'timed-out', 'memory-limit', 'process-limit', 'output-limit']),
  report: z.looseObject({
    format: z.string(),
    problems: z.array(z.string()),
    tests: z.array(z.looseObject({ id: z.string(), outcome: z.enum(['passed', 'failed', 'skipped']) })),
  }),
});

const verification = z.looseObject({
  commit: commitId,
  tree: commitId,
  environment: z.string(),
  sandbox: z.string(),
  commands: z.array(run),
  newChecks: z.array(z.string()).optional(),
  assertions: z.array(z.looseObject({ path: z.string(), total: z.int(), constant: z.int() })),
});

const command = z.looseObject({
  name: z.string(),
  run: z.string(),
  before: z.string().optional(),
  // A format that no Drover knows would be a fault of the reader, and not of the repository.
  report: VerifyCommand.shape.report,
  timeout: milliseconds,
  network,
  sampled: z.looseObject({ path: z.string(), name: z.string().optional() }).optional(),
});

/** The shape of a module's evidence as far as checking it again needs it; the file may come from anybody. */
export const evidenceSchema = z.looseObject({
  v: z.literal(1),
  kind: z.literal('verification'),
  module: z.string(),
  path: z.string(),
  verdict: z.enum(['verified', 'rejected']),
  base: commitId,
  head: commitId,
  batch: z.looseObject({ own: z.looseObject({ from: commitId, to: commitId }) }).optional(),
  migration: z.looseObject({ id: z.string(), name: z.string() }),
  repository: z.looseObject({ url: z.string(), ref: z.string(), base: commitId }),
  scope: z.looseObject({
    name: z.string().optional(),
    role: z.enum(['first', 'module', 'last']),
    paths: z.array(z.string()),
    mayChange: z.array(z.string()),
    protect: z.array(z.string()),
    generated: z.array(z.string()).optional(),
  }),
  setup: z.looseObject({ run: z.string(), inputs: z.array(z.string()), network, timeout: milliseconds }).optional(),
  variables: z.array(z.string()),
  toolchains: z.array(z.string()),
  commands: z.array(command),
  rules: z.looseObject({ match: z.string(), mayGrow: z.boolean() }),
  before: verification,
  after: verification,
  findings: z.array(z.looseObject({ kind: z.string(), rejects: z.boolean() })),
});

/** The shape of a report with its evidence in it. */
export const bundleSchema = z.looseObject({
  v: z.literal(1),
  id: z.string(),
  status: z.string(),
  base: z.string(),
  head: z.string(),
  evidence: digest,
  modules: z.array(
    z.looseObject({ key: z.string(), path: z.string(), state: z.string(), evidence: digest.optional() }),
  ),
  documents: z.record(digest, z.unknown()),
});
