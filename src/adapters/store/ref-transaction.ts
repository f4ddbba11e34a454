import { Failure } from '../../domain/failure.ts';
import type { Git, GitEnd } from './git.ts';
import { kernelLock, locksOf, removeDeadLocks } from './dead-locks.ts';

/** One line of `git update-ref --stdin`. */
export type RefStep =
  | { verb: 'verify'; ref: string; is: string }
  | { verb: 'create'; ref: string; to: string }
  | { verb: 'update'; ref: string; to: string; from: string }
  | { verb: 'delete'; ref: string; from: string };

const mostTries = 5;

/**
 * Does all steps or none. Returns git's end: with an exit code that is not 0, no ref has moved, and the caller finds out why.
 * Locks that killed processes left behind are removed on the way.
 */
export async function refTransaction(git: Git, steps: RefStep[]): Promise<GitEnd> {
  // With `start` and `commit`, an input that is cut short (our process was killed while it wrote) does nothing at all.
  const stdin = ['start', ...steps.map(lineOf), 'prepare', 'commit', ''].join('\n');
  const startedBy = await kernelLock(git, 'shared');
  for (let tries = 1; ; tries += 1) {
    const end = await git.plumbing(['update-ref', '--stdin'], {
      stdin,
      ...(startedBy === undefined ? {} : { startedBy }),
    });
    if (end.exitCode === 0 || !isLocked(end)) return end;
    const locks = locksOf(
      git,
      steps.map((step) => step.ref),
    );
    if (startedBy === undefined || tries === mostTries) throw stillLocked(locks, end);
    await removeDeadLocks(git, locks);
  }
}

function lineOf(step: RefStep): string {
  switch (step.verb) {
    case 'verify':
      return `verify ${step.ref} ${step.is}`;
    case 'create':
      return `create ${step.ref} ${step.to}`;
    case 'update':
      return `update ${step.ref} ${step.to} ${step.from}`;
    case 'delete':
      return `delete ${step.ref} ${step.from}`;
  }
}

function isLocked(end: GitEnd): boolean {
  return /Unable to create '.*\.lock': File exists/.test(end.stderr);
}

function stillLocked(locks: string[], end: GitEnd): Failure {
  return new Failure(
    'Transient',
    `A ref is locked: ${end.stderr.trim().slice(0, 500)}. Drover tries again; if it stays so and no git process is running in the store, ` +
      `remove those of these files that exist: ${locks.join(', ')}.`,
  );
}
