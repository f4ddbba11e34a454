import type { Command } from 'commander';
import type { ApproveOptions } from '../commands/approve.ts';
import type { DecideOptions } from '../commands/steer.ts';
import type { RollbackOptions } from '../commands/rollback.ts';
import type { RaiseOptions } from '../commands/raise-budget.ts';
import { givenWords } from './given-words.ts';
import { wholeNumber } from './whole-number.ts';
import { addSteering } from './add-steering.ts';
import { decision } from './decision.ts';
import type { Runner } from './runner.ts';

type Json = { json?: boolean };

/** approve, reject, pause, resume, cancel, raise-budget, rollback, and those that steer: the commands that decide. */
export function addDecisions(program: Command, run: Runner): void {
  decision(program, 'approve', 'Approves a verified merge, a whole wave or the plan, and shows what it approves.')
    .argument('[id]', 'the migration')
    .argument('[module]', 'the module')
    .option('--all', 'all merges that wait now', false)
    .option('--wave', 'all merges of the wave that waits as a whole', false)
    .option('--plan', 'the plan', false)
    .option('--head <commit>', 'the head that you looked at, or its beginning; refused when it has changed')
    .option('--evidence <digest>', 'the evidence that you looked at, or its beginning')
    .action((id: string | undefined, module: string | undefined, options: ApproveOptions & Json) =>
      run(options, async (io) => (await import('../commands/approve.ts')).approve(givenWords(id, module), options, io)),
    );
  decision(program, 'reject', 'Rejects a merge: the reason goes to the model as one more attempt.')
    .argument('[id-or-module]', 'the migration, or the module where one migration runs')
    .argument('[module]', 'the module')
    .option('--plan', 'the plan, which ends the migration', false)
    .action(
      (first: string | undefined, module: string | undefined, options: DecideOptions & Json & { plan: boolean }) =>
        run(options, async (io) =>
          (await import('../commands/reject.ts')).reject(givenWords(first, module), options, io),
        ),
    );
  const steering = {
    pause: 'Lets running steps end and begins no new one.',
    resume: 'Lets a paused migration go on.',
    cancel: 'Ends a migration; what has landed stays on its branch.',
  };
  for (const kind of ['pause', 'resume', 'cancel'] as const) {
    decision(program, kind, steering[kind])
      .argument('[id]', 'the migration')
      .action((id: string | undefined, options: DecideOptions & Json) =>
        run(options, async (io) => (await import('../commands/steer.ts')).steerMigration(kind, id, options, io)),
      );
  }
  decision(program, 'raise-budget', 'Sets higher limits of the budget; what waits for them goes on.')
    .argument('[id]', 'the migration')
    .option('--usd <amount>', 'US dollars, for instance 30 or 2.5', Number)
    .option('--tokens <number>', 'input and output tokens', wholeNumber('--tokens'))
    .option('--turns <number>', 'model calls', wholeNumber('--turns'))
    .option('--attempts <number>', 'attempts of all modules together', wholeNumber('--attempts'))
    .option('--hours <number>', 'hours since the start', Number)
    .option('--module <path>', 'they are the limits of this module')
    .option('--per-module', 'they are the limits of each module')
    .action((id: string | undefined, options: RaiseOptions & Json) =>
      run(options, async (io) => (await import('../commands/raise-budget.ts')).raiseBudget(id, options, io)),
    );
  addSteering(program, run);
  addRollback(program, run);
}

function addRollback(program: Command, run: Runner): void {
  decision(
    program,
    'rollback',
    'Takes merged modules of a migration that has ended back, by inverse commits; nothing moves before all is verified.',
  )
    .argument('[id-or-module]', 'the migration, or the module where one migration runs or ran last')
    .argument('[module]', 'the module')
    .option('--group <name>', 'all modules of this group')
    .option('--wave <number>', 'all modules of this wave', wholeNumber('--wave'))
    .option('--dependants', 'what depends on them goes, too', false)
    .option('--preview', 'only shows what would go', false)
    .action((first: string | undefined, module: string | undefined, options: RollbackOptions & Json) =>
      run(options, async (io) =>
        (await import('../commands/rollback.ts')).rollback(givenWords(first, module), options, io),
      ),
    );
}
