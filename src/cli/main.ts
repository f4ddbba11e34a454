import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { explainFailure } from '../dev/show/explain-failure.ts';
import type { TokenAction } from './commands/token.ts';
import type { Io } from './io.ts';
import { runMigration } from './run-migration.ts';

/** Exit codes: 0 all merged or unchanged, 3 finished with modules that are not, 2 bad input, 1 failure. */
async function main(): Promise<number> {
  const program = new Command('drover').description('Durable, inspectable code migrations over whole repositories.');
  program.exitOverride();
  program.configureOutput({ outputError: () => {} });
  let code = 0;
  program
    .command('run')
    .description('Runs a migration to its end, on a Temporal server and a worker of its own.')
    .argument('<file>', 'the migration file, YAML or JSON')
    .option('--yes', 'approve every verified merge by signal', false)
    .option('--json', 'print the report as JSON on standard output, everything else on standard error', false)
    .action(async (file: string, options: { yes: boolean; json: boolean }) => {
      code = await runMigration(file, options, readConfig());
    });
  registerToken(program, (exitCode) => (code = exitCode));
  await program.parseAsync();
  return code;
}

function registerToken(program: Command, end: (code: number) => void): void {
  const command = program.command('token').description("Makes, lists and revokes the API's bearer tokens.");
  const run = async (action: TokenAction, options: { json?: boolean }) => {
    const { token } = await import('./commands/token.ts');
    end(await token(action, plainIo(options.json ?? false)));
  };
  command
    .command('create')
    .description('Makes a token and prints it, once.')
    .requiredOption('--name <name>', 'who holds it; decisions are recorded under this name')
    .requiredOption('--role <role...>', 'viewer, operator or approver; may be given several times')
    .option('--json', 'print one JSON document')
    .action((options: { name: string; role: string[]; json?: boolean }) =>
      run({ action: 'create', ...options }, options),
    );
  command
    .command('list')
    .description('Lists the tokens: names, roles, and when they were made.')
    .option('--json', 'print one JSON document')
    .action((options: { json?: boolean }) => run({ action: 'list' }, options));
  command
    .command('revoke')
    .description('Takes a token back; a running API knows at once.')
    .argument('<name>', 'the name that it was made with')
    .option('--json', 'print one JSON document')
    .action((name: string, options: { json?: boolean }) => run({ action: 'revoke', name }, options));
}

function plainIo(json: boolean): Io {
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
    json,
    interactive: process.stdout.isTTY && process.stdout.hasColors(),
  };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Error && 'exitCode' in error) {
      if (error.exitCode === 0) process.exit(0);
      console.error(`drover: ${error.message.replace(/^error: /, '')}. See drover --help.`);
      process.exit(2);
    }
    const { message, exitCode } = explainFailure(error);
    console.error(`drover: ${message}`);
    process.exit(exitCode);
  },
);
