import type { Command } from 'commander';
import { overHttp } from './runner.ts';

/** A command by which a person decides, over HTTP. */
export function decision(program: Command, name: string, description: string): Command {
  return overHttp(program.command(name).description(description))
    .option('--reason <text>', 'why; it is kept with the decision')
    .option('--as <name>', 'who decides, where the service has no tokens (default: your user name)');
}
