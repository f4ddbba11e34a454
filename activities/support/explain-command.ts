import type { CommandResult } from '../../src/ports/sandbox.ts';

const commandCharacters = 200;
const lastCharacters = 500;

/** Says how a command failed: the command, how it ended, and its last words. */
export function explainCommand(run: string, result: CommandResult): string {
  const words = new TextDecoder()
    .decode(result.stderr.length > 0 ? result.stderr : result.stdout)
    .trim()
    .slice(-lastCharacters);
  const how = result.ended === 'exited' ? `exit code ${result.exitCode}` : result.ended;
  return `${run.slice(0, commandCharacters)}: ${how}: ${words === '' ? '(it said nothing)' : words}`;
}
