import { Command } from 'commander';
import { version } from '../../version.ts';
import { openIo } from '../open-io.ts';
import { addDecisions } from './add-decisions.ts';
import { addLooking } from './add-looking.ts';
import { addRunning } from './add-running.ts';
import { addSetUp } from './add-set-up.ts';
import type { Runner } from './runner.ts';

const epilogue = `
Migrations are named by their ID or a beginning of it, modules by path or key; ID may be left out while one migration runs.
Exit codes: 0 all merged or unchanged, 3 finished with modules that are not, 2 bad input, 1 failure.`;

/** The whole command line. Each command's code is loaded when it is called; `end` is told its exit code, `command` is how the user calls Drover. */
export function createProgram(end: (exitCode: number) => void, command: string): Command {
  const program = new Command('drover')
    .description('Durable, inspectable code migrations over whole repositories.')
    .version(version(), '--version', 'show the version')
    .helpOption('-h, --help', "show this, or a command's options")
    .helpCommand(false)
    .addHelpText('after', epilogue);
  // Errors are thrown, and said once, in main.
  program.exitOverride();
  program.configureOutput({ outputError: () => {} });
  const run: Runner = async ({ json = false }, work) => end(await work(openIo({ json, command })));
  addRunning(program.commandsGroup('Your own repository:'), run);
  addLooking(program.commandsGroup('Looking at migrations:'), run);
  addDecisions(program.commandsGroup('Deciding and steering:'), run);
  addSetUp(program.commandsGroup('Setting up:'), run);
  return program;
}
