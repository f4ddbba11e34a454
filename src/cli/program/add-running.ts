import type { Command } from 'commander';
import type { DevOptions } from '../commands/dev.ts';
import type { StartOptions } from '../commands/start.ts';
import type { RunOptions } from '../commands/run.ts';
import type { ApiOptions } from '../http/open-api.ts';
import type { PlanOptions } from '../commands/plan.ts';
import { overHttp, asJson, type Runner } from './runner.ts';
import { wholeNumber } from './whole-number.ts';

type Json = { json?: boolean };

const file = 'the migration file, YAML or JSON';

/** plan, try, run, start, dev: the commands that make things happen. */
export function addRunning(program: Command, run: Runner): void {
  overHttp(program.command('plan'))
    .description('Shows the modules and what their tests prove before any change; calls no model.')
    .argument('<file>', file)
    .option('--mermaid', 'print the waves as a Mermaid diagram, and nothing else', false)
    .action((path: string, options: PlanOptions & Json) =>
      run(options, async (io) => (await import('../commands/plan.ts')).plan(path, options, io)),
    );
  overHttp(program.command('try'))
    .description('Tries one module: shows the diff, the tests and the cost; merges nothing.')
    .argument('<file>', file)
    .argument('<module>', 'the module to try, by its path or key')
    .action((path: string, module: string, options: ApiOptions & Json) =>
      run(options, async (io) => (await import('../commands/try.ts')).tryModule(path, module, options, io)),
    );
  overHttp(program.command('run'))
    .description('Runs a migration to its end, with the service that is there or on a stack of its own.')
    .argument('<file>', file)
    .option('--yes', 'approve all that is verified', false)
    .option('--key <key>', 'the same key and file are the same migration, however often they are run')
    .action((path: string, options: RunOptions & Json) =>
      run(options, async (io) => (await import('../commands/run.ts')).run(path, options, io)),
    );
  overHttp(program.command('start'))
    .description('Hands a migration to the service and returns at once.')
    .argument('<file>', file)
    .option('--key <key>', 'the same key and file are the same migration, however often they are started')
    .option('--as <name>', 'who asks, where the service has no tokens')
    .action((path: string, options: StartOptions & Json) =>
      run(options, async (io) => (await import('../commands/start.ts')).start(path, options, io)),
    );
  asJson(program.command('dev'))
    .description('Runs the service on this machine: Temporal, a worker and the API, until Ctrl-C.')
    .option('--port <port>', "the API's port (default: a free one)", wholeNumber('--port', 65_535))
    .action((options: DevOptions & Json) =>
      run(options, async (io) => (await import('../commands/dev.ts')).dev(options, io)),
    );
}
