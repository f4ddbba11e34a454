import { z } from 'zod';
import { choice } from './choice.ts';
import { line } from './line.ts';
import { pattern } from './pattern.ts';
import { text } from './text.ts';

/** More modules than this do not fit one migration. */
const most = 1_000;

const listed = z.strictObject({
  path: line(500).describe('What the module is called; commands get it as MODULE.'),
  paths: z.array(pattern()).min(1).describe('Patterns of the files that it is made of.'),
  dependsOn: z
    .array(line())
    .max(0, 'an order between modules is not supported yet; take it out')
    .optional()
    .describe('Modules that must land before it; not supported yet.'),
});

/** How the repository is split into modules. */
export const ModulesSection = z.strictObject({
  by: choice(['files', 'folders', 'workspaces', 'list']).describe(
    'What a module is: each file, each outermost folder that matches include, each npm, yarn or pnpm workspace, or what list names.',
  ),
  include: z
    .array(pattern())
    .min(1)
    .default(['**'])
    .describe('Patterns of the files, or of the folders, that become modules.'),
  exclude: z
    .array(
      pattern().regex(
        /^(?!![^(])/,
        "write it without a leading '!'; what is to be a module after all goes into include",
      ),
    )
    .default([])
    .describe('Patterns of files and folders that are no module, and no part of one.'),
  list: z
    .array(listed)
    .max(most, `at most ${most} modules fit one migration; migrate part after part`)
    .optional()
    .describe('The modules, with by: list.'),
  needed: text()
    .optional()
    .describe(
      'A command run first: exit code 0: go on; 1: nothing to do, the module ends as unchanged; above 1: an error.',
    ),
  mayChange: z
    .array(pattern())
    .min(1)
    .optional()
    .describe(
      "Patterns of the files that a module may change, with {module}, {dir}, {stem} and {name}; default: the module's own.",
    ),
});
