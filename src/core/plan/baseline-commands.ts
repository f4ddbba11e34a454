import type { JudgingCommand } from './judging-command.ts';

/** What runs before the change: each command as it was (`before`), but for those that are new checks, which are named alone. */
export function baselineCommands(commands: JudgingCommand[]): { commands: JudgingCommand[]; newChecks: string[] } {
  return {
    commands: commands
      .filter(({ before }) => before !== 'none')
      .map(({ before, ...command }) => ({ ...command, run: before ?? command.run })),
    newChecks: commands.filter(({ before }) => before === 'none').map(({ name }) => name),
  };
}
