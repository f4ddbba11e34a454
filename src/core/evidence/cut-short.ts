import type { CommandRun } from '../../domain/evidence.ts';
import type { Finding } from '../../domain/finding.ts';
import { lastWords } from './last-words.ts';

/** The finding on a command that a limit ended. */
export function cutShort(run: CommandRun): Finding {
  const seconds = Math.round(run.milliseconds / 1000);
  if (run.ended === 'timed-out') {
    const detail = `command '${run.name}' did not end within its time limit (${seconds} s): something waits or loops.${lastWords(run)}`;
    return { kind: 'timed-out', rejects: true, subject: run.name, detail };
  }
  const limit = {
    'memory-limit': 'memory',
    'process-limit': 'number of processes',
    'output-limit': 'amount of output',
    exited: '',
  }[run.ended];
  const detail = `command '${run.name}' was stopped after ${seconds} s at the limit on its ${limit}.${lastWords(run)}`;
  return { kind: 'limit-exceeded', rejects: true, subject: run.name, detail };
}
