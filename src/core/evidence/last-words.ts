import type { CommandRun } from '../../domain/evidence.ts';

const MAX_LENGTH = 800;

/** The end of a command's output as a sentence to append; empty when it is not known or there was none. */
export function lastWords(run: CommandRun): string {
  const tail = run.tail?.trim() ?? '';
  if (tail === '') return '';
  return ` Its last words: ${tail.length > MAX_LENGTH ? `…${tail.slice(1 - MAX_LENGTH)}` : tail}`;
}
