import type { Command } from 'commander';
import type { Step } from '../http/drover-api.ts';
import type { ApiOptions } from '../http/open-api.ts';
import { overHttp, type Runner } from './runner.ts';
import { wholeNumber } from './whole-number.ts';

type Options = ApiOptions & { json?: boolean };

/** list, status, watch, diff, logs, report: the commands that change nothing. */
export function addLooking(program: Command, run: Runner): void {
  overHttp(program.command('list'))
    .description('Lists the migrations, newest first.')
    .option('--status <status>', 'only those, for instance waiting')
    .option('--limit <number>', 'how many at most', wholeNumber('--limit'), 20)
    .action((options: Options & { status?: string; limit: number }) =>
      run(options, async (io) => (await import('../commands/list.ts')).list(options, io)),
    );
  overHttp(program.command('status'))
    .description('Shows where a migration is, and what it waits for.')
    .argument('[id]', 'the migration')
    .action((id: string | undefined, options: Options) =>
      run(options, async (io) => (await import('../commands/status.ts')).status(id, options, io)),
    );
  overHttp(program.command('watch'))
    .description('Tells what happens to a migration until it ends, then its report.')
    .argument('[id]', 'the migration')
    .action((id: string | undefined, options: Options) =>
      run(options, async (io) => (await import('../commands/watch.ts')).watch(id, options, io)),
    );
  overHttp(program.command('diff'))
    .description('Shows what a module, or all that has landed, changes.')
    .argument('[id]', 'the migration')
    .argument('[module]', 'the module')
    .option('--round <number>', 'the state after this round', wholeNumber('--round'))
    .option('--attempt <number>', 'the state after this attempt', wholeNumber('--attempt'))
    .action((id: string | undefined, module: string | undefined, options: Options & Step) =>
      run(options, async (io) => (await import('../commands/diff.ts')).diff(words(id, module), options, io)),
    );
  overHttp(program.command('logs'))
    .description('Shows what each step of a module said: commands, the model, patches, findings.')
    .argument('<id-or-module>', 'the migration, or the module where one migration runs')
    .argument('[module]', 'the module')
    .option('--round <number>', 'of this round', wholeNumber('--round'))
    .option('--attempt <number>', 'of this attempt', wholeNumber('--attempt'))
    .option('--turn <number>', 'of this turn', wholeNumber('--turn'))
    .action((first: string, module: string | undefined, options: Options & Step) =>
      run(options, async (io) => (await import('../commands/logs.ts')).logs(words(first, module), options, io)),
    );
  overHttp(program.command('report'))
    .description('Shows what a migration ended in, module by module.')
    .argument('[id]', 'the migration')
    .action((id: string | undefined, options: Options) =>
      run(options, async (io) => (await import('../commands/report.ts')).report(id, options, io)),
    );
}

function words(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}
