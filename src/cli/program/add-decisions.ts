import type { Command } from 'commander';
import type { ApproveOptions } from '../commands/approve.ts';
import type { DecideOptions } from '../commands/steer.ts';
import { overHttp, type Runner } from './runner.ts';

type Json = { json?: boolean };

/** approve, reject, pause, resume, retry, skip, cancel: the commands that decide. */
export function addDecisions(program: Command, run: Runner): void {
  decision(program, 'approve', 'Approves a verified merge, or the plan, and shows what it approves.')
    .argument('[id]', 'the migration')
    .argument('[module]', 'the module')
    .option('--all', 'all merges that wait now', false)
    .option('--plan', 'the plan', false)
    .option('--head <commit>', 'the head that you looked at, or its beginning; refused when it has changed')
    .option('--evidence <digest>', 'the evidence that you looked at, or its beginning')
    .action((id: string | undefined, module: string | undefined, options: ApproveOptions & Json) =>
      run(options, async (io) => (await import('../commands/approve.ts')).approve(words(id, module), options, io)),
    );
  decision(program, 'reject', 'Rejects a merge: the reason goes to the model as one more attempt.')
    .argument('[id-or-module]', 'the migration, or the module where one migration runs')
    .argument('[module]', 'the module')
    .option('--plan', 'the plan, which ends the migration', false)
    .action(
      (first: string | undefined, module: string | undefined, options: DecideOptions & Json & { plan: boolean }) =>
        run(options, async (io) => (await import('../commands/reject.ts')).reject(words(first, module), options, io)),
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
  const modules = {
    retry: 'Begins a new round of a module that ended without being merged.',
    skip: 'Ends a module; the others go on.',
  };
  for (const kind of ['retry', 'skip'] as const) {
    decision(program, kind, modules[kind])
      .argument('<id-or-module>', 'the migration, or the module where one migration runs')
      .argument('[module]', 'the module')
      .action((first: string, module: string | undefined, options: DecideOptions & Json) =>
        run(options, async (io) =>
          (await import('../commands/steer.ts')).steerModule(kind, words(first, module), options, io),
        ),
      );
  }
}

function decision(program: Command, name: string, description: string): Command {
  return overHttp(program.command(name).description(description))
    .option('--reason <text>', 'why; it is kept with the decision')
    .option('--as <name>', 'who decides, where the service has no tokens (default: your user name)');
}

function words(...given: (string | undefined)[]): string[] {
  return given.filter((word) => word !== undefined);
}
