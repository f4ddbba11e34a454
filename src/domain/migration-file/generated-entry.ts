import { z } from 'zod';
import { duration } from './duration.ts';
import { network } from './network.ts';
import { pattern } from './pattern.ts';
import { text } from './text.ts';

/** Files that are made anew at each merge instead of merged, such as a lockfile. */
export const GeneratedEntry = z.strictObject({
  paths: z
    .array(
      pattern().regex(
        /^(?!\*\*?(\/\*\*?)*$)/,
        'it covers every file, and a merge would lose what modules change in them',
      ),
    )
    .min(1)
    .describe('Patterns of the files; every module may change them, and what lands is what the command makes.'),
  command: text().describe(
    "The command that makes them from the merged files, where the branch's newest version lies.",
  ),
  network: network()
    .default('none')
    .describe('What it reaches: none, the registries that the operator allows, or open.'),
  timeout: duration({ atMost: '24h' }).prefault('5m').describe('How long it may take.'),
});
