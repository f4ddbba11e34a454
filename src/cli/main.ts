import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { explainFailure } from '../dev/show/explain-failure.ts';
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
  await program.parseAsync();
  return code;
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
