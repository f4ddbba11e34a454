import { join } from 'node:path';
import { execa } from 'execa';
import type { Git } from './git.ts';

/**
 * How a lock file of a killed process is told from one that is in use, without guessing by age.
 *
 * git locks a ref by a file, `REF.lock`, which outlives a SIGKILL and then blocks the ref for good. So every ref transaction
 * of ours runs while its git process holds a shared lock of the kernel (flock(2) on one file of the store, which git inherits
 * and hands to nobody, since it runs no hooks). The kernel drops it when the process ends, however it ends. Whoever gets the
 * exclusive lock therefore knows that no transaction is alive in any process or container of this machine, that none can
 * begin until it lets go, and that a lock file which lies there belongs to nobody. A lock in use is never removed: its owner
 * holds the shared lock.
 *
 * Node can't call flock(2), so util-linux's program does. Where that is missing, `undefined` is returned, nothing is ever removed,
 * and the failure names the files.
 */
export async function kernelLock(git: Git, kind: 'shared' | 'exclusive'): Promise<[string, ...string[]] | undefined> {
  flockIsThere ??= execa('flock', ['--no-fork', '--version'], { reject: false }).then((end) => end.exitCode === 0);
  if (!(await flockIsThere)) return undefined;
  // Without --no-fork git would be a child of flock, and killing flock would leave git running.
  return ['flock', '--no-fork', `--${kind}`, join(git.folder, 'ref-transactions.flock')];
}

let flockIsThere: Promise<boolean> | undefined;

/** A transaction takes milliseconds; one that has been stopped must not hold up this process for ever. */
const longestWaitMs = 30_000;

/** The lock files that a transaction on these refs takes; `packed-refs` is locked when a ref is deleted. */
export function locksOf(git: Git, refs: string[]): string[] {
  return [...refs, 'packed-refs'].map((ref) => join(git.folder, `${ref}.lock`));
}

/** Removes lock files while no transaction is alive. Returns without having done so if one stays alive for 30 seconds. */
export async function removeDeadLocks(git: Git, locks: string[]): Promise<void> {
  const exclusive = await kernelLock(git, 'exclusive');
  if (exclusive === undefined) return;
  const [flock, ...options] = exclusive;
  await execa(flock, [...options, 'rm', '-f', '--', ...locks], { reject: false, timeout: longestWaitMs });
}
