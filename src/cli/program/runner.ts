import type { Command } from 'commander';
import type { Io } from '../io.ts';

/** Runs a command's work with its way to speak, and notes the exit code. */
export type Runner = (options: { json?: boolean }, work: (io: Io) => Promise<number>) => Promise<void>;

/** Adds the options of commands that talk to a Drover service. */
export function overHttp(command: Command): Command {
  return asJson(command).option('--api <url>', 'the Drover service (default: DROVER_API, else the one that runs here)');
}

/** Adds --json. */
export function asJson(command: Command): Command {
  return command.option('--json', 'print JSON on standard output, everything else on standard error');
}
