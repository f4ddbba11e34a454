import type { FunctionTool } from 'openai/resources/responses/responses';

/** The `shell` tool as the model sees it. */
export const shellTool: FunctionTool = {
  type: 'function',
  name: 'shell',
  description:
    "Runs a command line with sh -c in the module's sandboxed checkout and returns its exit code and output. The working folder is " +
    '/repo, the root of the repository. There is no network, and nothing that is written outside /repo lasts. Use it to read ' +
    'files, to search and to run tests; use apply_patch to change files.',
  strict: true,
  parameters: {
    type: 'object',
    properties: {
      command: { type: 'string', description: 'The command line, for instance: sed -n 1,80p src/index.ts' },
    },
    required: ['command'],
    additionalProperties: false,
  },
};
