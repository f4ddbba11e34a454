import { Failure, type FailureType } from '../../domain/failure.ts';
import type { GitEnd } from './git.ts';

const longestMessage = 2_000;

/** A failure for an end of git that nobody expected, with git's own words. */
export function gitFailure(doing: string, end: GitEnd): Failure {
  const how = end.exitCode === undefined ? 'was killed' : `ended with exit code ${end.exitCode}`;
  return new Failure(typeOf(end), `${doing}: git ${how}: ${end.stderr.trim().slice(0, longestMessage)}`);
}

/** Returns standard output, or throws what `gitFailure` makes of any exit code but 0. */
export function outputOf(doing: string, end: GitEnd): Uint8Array {
  if (end.exitCode !== 0) throw gitFailure(doing, end);
  return end.stdout;
}

/** As `outputOf`, as text without blanks around it: for ids. */
export function lineOf(doing: string, end: GitEnd): string {
  return Buffer.from(outputOf(doing, end)).toString().trim();
}

function typeOf(end: GitEnd): FailureType {
  // Killed from outside (out of memory, shutdown) or out of a resource: another try may well succeed.
  if (end.exitCode === undefined) return 'Transient';
  if (
    /no space left|cannot fork|too many open files|resource temporarily|cannot allocate|out of memory/i.test(end.stderr)
  ) {
    return 'Transient';
  }
  // A commit that holds a path like '.git/config': git refuses to have it in an index, and rightly so.
  if (/invalid path '/.test(end.stderr)) return 'InputRefused';
  return 'Broken';
}
