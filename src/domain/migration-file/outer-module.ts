import { z } from 'zod';
import { duration } from './duration.ts';
import { line } from './line.ts';
import { network } from './network.ts';
import { pattern } from './pattern.ts';
import { text } from './text.ts';
import { VerifyCommand } from './verify-command.ts';

/** A module of its own before (`first`) or after (`last`) all others. */
export const OuterModule = z.strictObject({
  goal: text().optional().describe('What the model is to do here, in words. With a run alone, no model is asked.'),
  run: text()
    .optional()
    .describe(
      'A command whose changes are committed as far as mayChange goes, for instance one that adds a dependency.',
    ),
  network: network().default('open').describe("What 'run' reaches: none, registries or open."),
  timeout: duration({ atMost: '24h' }).prefault('15m').describe("How long 'run' may take."),
  path: line(500)
    .optional()
    .describe(
      "Its path, shown to people and given to commands as MODULE; default: the one file of mayChange, else 'first' or 'last'.",
    ),
  mayChange: z.array(pattern()).min(1).describe('Patterns of the files that it may change.'),
  verify: z
    .array(VerifyCommand)
    .min(1)
    .optional()
    .describe("Its own verify commands; default: the migration's, on at most 20 of the modules."),
});

export type OuterModule = z.infer<typeof OuterModule>;
