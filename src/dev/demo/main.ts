import { Command } from 'commander';
import { Failure } from '../../domain/failure.ts';
import { readConfig } from '../../config.ts';
import { explainFailure } from '../show/explain-failure.ts';
import { runDemo } from './run-demo.ts';

export type DemoOptions = {
  manual: boolean;
  crash: boolean;
  prove: boolean;
  keepOpen: boolean;
  json: boolean;
  latency: number;
};

const command = new Command('npm run demo --')
  .description(
    "Migrates minimist's 15 test files from tape to node:test, on a real Temporal server, with real git, tests and sandbox.",
  )
  .option('--manual', 'wait for your own approval signals instead of sending them', false)
  .option('--crash', 'kill the worker with SIGKILL while model calls are under way, and go on', false)
  .option('--prove', 'try mutants of index.js against the old and the new tests', false)
  .option('--keep-open', 'leave the Temporal server and the worker up at the end, until Ctrl-C', false)
  .option(
    '--json',
    'print the report as one JSON document on standard output, everything else on standard error',
    false,
  )
  .option('--latency <ms>', 'how long the rehearsal model takes for an answer', (value) => wholeNumber(value), 300);

/** Exit codes: 0 all merged or unchanged, 3 finished with modules that are not, 2 bad input, 1 failure. */
async function main(): Promise<number> {
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : new Failure('InputRefused', error.message.replace(/^error: /, ''));
  });
  command.configureOutput({ outputError: () => {} });
  command.parse();
  return runDemo(command.opts<DemoOptions>(), readConfig());
}

function wholeNumber(value: string): number {
  if (!/^\d{1,6}$/.test(value))
    throw new Failure('InputRefused', `--latency is '${value}': write a number of milliseconds, for instance 300.`);
  return Number(value);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof Error && 'exitCode' in error && error.exitCode === 0) process.exit(0);
    const { message, exitCode } = explainFailure(error);
    console.error(`demo: ${message}`);
    process.exit(exitCode);
  },
);
