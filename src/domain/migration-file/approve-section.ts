import { z } from 'zod';
import { choice } from './choice.ts';
import { durationOrNever } from './duration.ts';
import { notYet } from './not-yet.ts';

const wait = { atLeast: '1s', atMost: '365d' };

/** Where people are asked. */
export const ApproveSection = z.strictObject({
  plan: z.boolean().default(false).describe('Whether a person approves the plan before anything is done.'),
  estimate: notYet.flag().describe('Approval of the estimated cost; not supported yet.'),
  config: choice(['once', 'each', 'none'])
    .default('once')
    .describe(
      "Whether a person approves changes of the verify commands' own configuration, also where merges need no approval: once for each kind of file, each time, or never.",
    ),
  merge: choice(['each', 'wave', 'none'])
    .default('each')
    .describe(
      'Whether a person approves each verified merge; all merges of a wave at once, when none of its modules is at work any more; or none.',
    ),
  remind: durationOrNever(wait)
    .prefault('24h')
    .describe('After how long a waiting approval is called to mind, again and again, or never.'),
  expire: durationOrNever(wait).prefault('never').describe('After how long a waiting approval expires, or never.'),
  signals: z.boolean().default(true).describe('Whether approvals by signal (Temporal UI, temporal command) count.'),
});
