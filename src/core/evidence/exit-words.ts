import type { CommandRun } from '../../domain/evidence.ts';

/** How a command ended: 'exit code 1', 'a signal'. */
export function exitWords(run: CommandRun): string {
  if (run.exitCode === null) return 'a signal';
  if (run.exitCode === 127) return 'exit code 127: command not found';
  return `exit code ${run.exitCode}`;
}
