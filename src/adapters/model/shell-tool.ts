import type { FunctionTool } from 'openai/resources/responses/responses';

/** The `shell` tool as the model sees it. */
export const shellTool: FunctionTool = {
  type: 'function',
  name: 'shell',
  description:
    "Runs command lines with sh -c, one after another, in the module's sandboxed checkout and returns their exit codes and outputs. The working folder is " +
    '/repo, the root of the repository. There is no network, and nothing that is written outside /repo lasts. Use it to read ' +
    'files, to search and to run tests; use apply_patch to change files. A command may take ten minutes, or as long as timeout_seconds says. Of an output of more than 40,000 ' +
    'characters you see head and tail; later calls find all of it in the folder $OUTPUTS.',
  strict: true,
  parameters: {
    type: 'object',
    properties: {
      commands: {
        type: 'array',
        items: { type: 'string' },
        description: 'The command lines, for instance: ["sed -n 1,80p src/index.ts", "grep -rn name src"]',
      },
      timeout_seconds: {
        type: ['integer', 'null'],
        description: 'How long each command may take, at most 600; null: ten minutes.',
      },
    },
    required: ['commands', 'timeout_seconds'],
    additionalProperties: false,
  },
};
