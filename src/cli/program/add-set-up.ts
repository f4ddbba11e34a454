import type { Command } from 'commander';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { InitOptions } from '../commands/init.ts';
import type { TokenAction } from '../commands/token.ts';
import { asJson, type Runner } from './runner.ts';

type Json = { json?: boolean };

/** init, doctor, schema, token: the commands that prepare a machine or a repository. */
export function addSetUp(program: Command, run: Runner): void {
  asJson(program.command('init'))
    .description('Looks at a repository and writes a migration file for it.')
    .argument('[folder]', "the repository's folder", '.')
    .option('--output <file>', 'the file to write', 'drover.yaml')
    .option('--goal <text>', 'the goal in words; without it the file has a placeholder to fill in')
    .option('--force', 'replace a file that is there')
    .action((folder: string, options: InitOptions & Json) =>
      run(options, async (io) => (await import('../commands/init.ts')).init({ ...options, folder }, io)),
    );
  asJson(program.command('doctor'))
    .description('Looks at all that Drover needs on this machine, and says what is missing.')
    .option('--model <name>', "the model to ask; by default the migration file's default")
    .option('--no-model', 'ask no model and spend nothing')
    .action((options: DoctorOptions & Json) =>
      run(options, async (io) => (await import('../commands/doctor.ts')).doctor(options, io)),
    );
  asJson(program.command('schema'))
    .description("Prints the migration file's JSON schema, for editors.")
    .action((options: Json) => run(options, async (io) => (await import('../commands/schema.ts')).schema(io)));
  addToken(program.command('token').description("Makes, lists and revokes the API's bearer tokens."), run);
}

function addToken(command: Command, run: Runner): void {
  const act = (action: TokenAction, options: Json) =>
    run(options, async (io) => (await import('../commands/token.ts')).token(action, io));
  asJson(command.command('create'))
    .description('Makes a token and prints it, once.')
    .requiredOption('--name <name>', 'who holds it; decisions are recorded under this name')
    .requiredOption('--role <role...>', 'viewer, operator or approver; may be given several times')
    .action((options: { name: string; role: string[] } & Json) => act({ action: 'create', ...options }, options));
  asJson(command.command('list'))
    .description('Lists the tokens: names, roles, and when they were made.')
    .action((options: Json) => act({ action: 'list' }, options));
  asJson(command.command('revoke'))
    .description('Takes a token back; a running API knows at once.')
    .argument('<name>', 'the name that it was made with')
    .action((name: string, options: Json) => act({ action: 'revoke', name }, options));
}
