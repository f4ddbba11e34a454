import type { Proposal } from '../proposal.ts';

/** What stands in a file whose test command has to be asked for: it fails, so that nothing is ever proved by it. */
export const noTestCommand: { question: string; verify: Proposal['verify'] } = {
  question: 'No test command was found: write it into verify.run; until then it fails, and nothing can be proved.',
  verify: {
    value: [{ name: 'test', run: 'echo "write the test command into verify.run" >&2; exit 1', report: 'auto' }],
    why: [
      'PLEASE FILL IN: the command that tests one module. No test command was found.',
      '"$MODULE" is the module\'s path, "$NAME" its last part. Best is one that writes JUnit XML to "$REPORT" or prints TAP.',
    ],
  },
};
