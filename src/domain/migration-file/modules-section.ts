import { z } from 'zod';
import { choice } from './choice.ts';
import { GroupEntry } from './group-entry.ts';
import { ListedModule } from './listed-module.ts';
import { pattern } from './pattern.ts';
import { text } from './text.ts';

/** More modules than this do not fit one migration. */
const most = 1_000;

/** How the repository is split into modules. */
export const ModulesSection = z.strictObject({
  by: choice(['files', 'folders', 'workspaces', 'list', 'command']).describe(
    'What a module is: each file, each outermost folder that matches include, each workspace (npm, yarn, pnpm, Maven, Gradle, Go, Cargo, Python), or what list names, or command prints.',
  ),
  workspaces: choice(['npm', 'maven', 'gradle', 'go', 'cargo', 'python'])
    .optional()
    .describe(
      'Whose workspaces are meant, with by: workspaces, where the repository has those of more than one build tool.',
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
    .array(ListedModule)
    .max(most, `at most ${most} modules fit one migration; migrate part after part`)
    .optional()
    .describe('The modules, with by: list.'),
  command: text()
    .optional()
    .describe(
      'With by: command: a command that prints the modules as JSON, a list of { path, paths, name, dependsOn }. It runs in the sandbox, at the base commit, beside what setup made, without network.',
    ),
  dependsOn: choice(['none', 'manifests', 'imports'])
    .default('none')
    .describe(
      'What a module has to wait for: nothing, the workspaces that its manifest names, or the modules that its code imports (JavaScript, TypeScript, Python, Java, Go).',
    ),
  groups: z
    .union(
      [
        z.array(GroupEntry).max(100, 'at most 100 groups fit one migration'),
        choice(['by-cycle', 'by-dependency', 'all']),
      ],
      {
        error: 'write a list of groups, or by-cycle, by-dependency or all',
      },
    )
    .optional()
    .describe(
      'Modules that can only be green together: worked on side by side, merged into one commit, judged by the commands of per: group, and landed whole or not at all. A list names them; by-cycle makes one of each circle of dependencies, by-dependency of all that hang together, all of all modules.',
    ),
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
