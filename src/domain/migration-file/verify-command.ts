import { z } from 'zod';
import { choice } from './choice.ts';
import { duration } from './duration.ts';
import { line } from './line.ts';
import { network } from './network.ts';
import { pattern } from './pattern.ts';
import { text } from './text.ts';

const reportError =
  'write auto, exit-code, tap, junit, junit:GLOB (for instance junit:target/surefire-reports/*.xml), vitest-json, jest-json, mocha-json, go-test-json or cargo-test';

/** A command whose runs before and after a change are compared. */
export const VerifyCommand = z.strictObject({
  name: line(100).default('test').describe('What the command is called in findings; each needs its own name.'),
  per: choice(['module', 'group', 'migration'])
    .default('module')
    .describe(
      'What it judges: each module by itself, each of modules.groups as a whole, or the whole migration, once before it and once at its end, in the final verification.',
    ),
  before: text()
    .optional()
    .describe(
      "The baseline's command where it differs from 'run' (the old framework), or the word none: a new check, which is not run before the change and has to be green after it.",
    ),
  run: text().describe('The command that has to be green after the change; it gets MODULE, NAME, REPORT and BASE.'),
  report: z
    .union(
      [
        z.enum([
          'auto',
          'exit-code',
          'tap',
          'junit',
          'vitest-json',
          'jest-json',
          'mocha-json',
          'go-test-json',
          'cargo-test',
        ]),
        z
          .templateLiteral(['junit:', z.string().min(1)])
          .refine((value) => pattern().safeParse(value.slice('junit:'.length)).success, reportError),
      ],
      { error: reportError },
    )
    .default('auto')
    .describe(
      "How its tests are reported: auto recognises the format in the file that REPORT names, on standard output, or in the files that the command wrote where tools write theirs; junit:GLOB reads JUnit XML files, from the repository's root; exit-code looks at no test.",
    ),
  coverage: pattern()
    .optional()
    .describe(
      'The file that it writes coverage to (lcov, Istanbul JSON, Cobertura or JaCoCo XML, a Go profile); default: where the usual tools write it.',
    ),
  timeout: duration({ atMost: '24h' }).prefault('5m').describe('How long it may take.'),
  network: network()
    .default('none')
    .describe('What it reaches: none, the registries that the operator allows, or open.'),
});

export type VerifyCommand = z.infer<typeof VerifyCommand>;
