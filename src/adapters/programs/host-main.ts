import { Failure } from '../../domain/failure.ts';
import type { HostAnswer, HostRequest } from './host-messages.ts';
import { runHere } from './run-here.ts';

/** The program host as a process (see `startProgramHost`): runs what it is asked for, and ends when nobody is there to ask. */
process.on('message', ({ id, program, args, options }: HostRequest) => {
  const answer = (one: HostAnswer) => process.send?.(one, () => {});
  runHere(program, args, options).then(
    (end) => answer({ id, end }),
    (error: unknown) => {
      const type = error instanceof Failure ? error.type : 'Broken';
      answer({ id, failure: { type, message: error instanceof Error ? error.message : String(error) } });
    },
  );
});
process.once('disconnect', () => process.exit(0));
// Ctrl-C in a terminal is for the worker, which says when it is over.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
