import { z } from 'zod';
import { line } from './line.ts';
import { pattern } from './pattern.ts';

/** A module that a migration file names, or a command of it does. */
export const ListedModule = z.strictObject({
  path: line(500).describe('What the module is called; commands get it as MODULE.'),
  name: line(214).optional().describe('Commands get it as NAME; default: the last part of its path.'),
  paths: z.array(pattern()).min(1).describe('Patterns of the files that it is made of.'),
  dependsOn: z
    .array(line(500))
    .max(1_000)
    .optional()
    .describe('Modules of the list, by their paths, that have to land before it begins.'),
});
export type ListedModule = z.output<typeof ListedModule>;
