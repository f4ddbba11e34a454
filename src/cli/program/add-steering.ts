import { Option, type Command } from 'commander';
import type { RetryOptions } from '../commands/retry.ts';
import type { DecideOptions } from '../commands/steer.ts';
import { decision } from './decision.ts';
import { givenWords } from './given-words.ts';
import type { Runner } from './runner.ts';
import { wholeNumber } from './whole-number.ts';

type Json = { json?: boolean };
type Options = DecideOptions & Json;

const where = 'the migration, or the module where one migration runs';

/** retry, adopt, skip, concurrency, rule: the commands that steer what runs. */
export function addSteering(program: Command, run: Runner): void {
  decision(program, 'retry', 'Begins a new round of a module that ended without being merged, or of many.')
    .argument('[id-or-module]', where)
    .argument('[module]', 'the module')
    .option('--unresolved', 'all that are unresolved', false)
    .option('--like <module>', 'all that ended for the same reason as this one')
    .option('--model <id>', 'with another model')
    .addOption(new Option('--effort <level>', 'with another effort').choices(['low', 'medium', 'high', 'xhigh']))
    .option('--attempts <number>', 'with so many attempts', wholeNumber('--attempts', 100))
    .action((first: string | undefined, module: string | undefined, options: RetryOptions & Json) =>
      run(options, async (io) => (await import('../commands/retry.ts')).retry(givenWords(first, module), options, io)),
    );
  decision(program, 'adopt', "Takes a person's commit for a module's change; it is verified like any other.")
    .argument('<id-or-module>', where)
    .argument('<module-or-commit>', 'the module, or the commit')
    .argument('[commit]', "a commit's id, or a branch or tag of the repository")
    .action((first: string, second: string, third: string | undefined, options: Options) =>
      run(options, async (io) =>
        (await import('../commands/adopt.ts')).adopt(givenWords(first, second, third), options, io),
      ),
    );
  decision(program, 'skip', 'Ends a module; the others go on.')
    .argument('<id-or-module>', where)
    .argument('[module]', 'the module')
    .action((first: string, module: string | undefined, options: Options) =>
      run(options, async (io) =>
        (await import('../commands/steer.ts')).skipModule(givenWords(first, module), options, io),
      ),
    );
  const changes = {
    concurrency: ['Says how many modules run at once; those at work go on.', 'how many'],
    rule: ['Adds a rule to the guide; it reaches what has not begun.', 'the rule'],
  } as const;
  for (const kind of ['concurrency', 'rule'] as const) {
    const [description, value] = changes[kind];
    decision(program, kind, description)
      .argument(`<id-or-${kind}>`, `the migration, or ${value} where one migration runs`)
      .argument(`[${kind}]`, value)
      .action((first: string, second: string | undefined, options: Options) =>
        run(options, async (io) =>
          (await import('../commands/change.ts')).change(kind, givenWords(first, second), options, io),
        ),
      );
  }
}
