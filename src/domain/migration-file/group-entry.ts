import { z } from 'zod';
import { line } from './line.ts';
import { pattern } from './pattern.ts';

/** Modules that can only be green together. */
export const GroupEntry = z.strictObject({
  name: line(100).describe('What the group is called; its commands get it as MODULE and NAME.'),
  include: z.array(pattern()).min(1).describe("Patterns of its modules' paths; a module is in one group at most."),
  verify: z
    .array(line(100))
    .min(1)
    .optional()
    .describe('Names of the commands of per: group that judge it; default: all of them.'),
});
