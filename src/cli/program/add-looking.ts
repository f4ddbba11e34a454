import type { Command } from 'commander';
import type { LogsOptions } from '../commands/logs.ts';
import type { Step } from '../http/drover-api.ts';
import type { ApiOptions } from '../http/open-api.ts';
import type { ReportOptions } from '../commands/report.ts';
import type { VerifyEvidenceOptions } from '../commands/verify-evidence.ts';
import { asJson, overHttp, type Runner } from './runner.ts';
import { wholeNumber } from './whole-number.ts';

type Options = ApiOptions & { json?: boolean };

/** list, status, watch, diff, logs, report, verify-evidence: the commands that change nothing. */
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
    .description(
      'Shows what each step of a module said: commands, the model, patches, findings. With --attempt and --turn: that turn, its exact request, reply and outputs.',
    )
    .argument('<id-or-module>', 'the migration, or the module where one migration runs')
    .argument('[module]', 'the module')
    .option('--round <number>', 'of this round', wholeNumber('--round'))
    .option('--attempt <number>', 'of this attempt', wholeNumber('--attempt'))
    .option('--turn <number>', 'this turn of the attempt, to the last word', wholeNumber('--turn'))
    .option('--whole', 'with --turn: also what the turn before had sent', false)
    .action((first: string, module: string | undefined, options: LogsOptions & { json?: boolean }) =>
      run(options, async (io) => (await import('../commands/logs.ts')).logs(words(first, module), options, io)),
    );
  overHttp(program.command('report'))
    .description('Shows what a migration ended in, module by module.')
    .argument('[id]', 'the migration')
    .option('--format <format>', "markdown for a pull request, html, or json with all evidence, for 'verify-evidence'")
    .option('--output <file>', 'write it there')
    .action((id: string | undefined, options: Options & ReportOptions) =>
      run(options, async (io) => (await import('../commands/report.ts')).report(id, options, io)),
    );
  asJson(program.command('verify-evidence'))
    .description('Runs the commands of an evidence file again at its commits, in the sandbox; needs no service.')
    .argument('<file>', "a report's JSON with its evidence, or a module's evidence")
    .option('--repository <address>', 'where the commits are, if not where the evidence says')
    .option('--module <path>', 'of a whole migration this module alone')
    .option('--env <name=value...>', 'variables of the commands, whose values no evidence holds; NAME takes your own')
    .option('--toolchain <folder...>', 'bin folders of toolchains here, instead of those that the evidence names')
    .option('--accept-unsafe', 'also evidence that was made without a sandbox', false)
    .action((file: string, options: VerifyEvidenceOptions & { json?: boolean }) =>
      run(options, async (io) => (await import('../commands/verify-evidence.ts')).verifyEvidence(file, options, io)),
    );
}

function words(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}
