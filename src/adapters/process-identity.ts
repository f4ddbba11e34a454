import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/**
 * Which process something belongs to, so that a later one can tell whether it still runs. A process number alone is given out
 * again, so its start time goes along; and it only means something in its own place: one boot of one machine, and there one
 * namespace of process numbers (containers that share a data folder all have a process 1).
 */
export type ProcessIdentity = {
  /** Eight hexadecimal digits. */
  place: string;
  pid: number;
  /** Clock ticks from the boot to the start of the process; '0' where the system does not tell (it has no /proc). */
  started: string;
};

export async function ownIdentity(): Promise<ProcessIdentity> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => hostname());
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  const place = createHash('sha256').update(`${boot}\n${namespace}`).digest('hex').slice(0, 8);
  return { place, pid: process.pid, started: (await startOf(process.pid)) ?? '0' };
}

/** Whether the process still runs; the identity must be of this process's own place. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  if (identity.started !== '0') return (await startOf(identity.pid)) === identity.started;
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A process's start time from /proc/PID/stat (proc(5): the state is field 3, the start field 22); undefined when it has ended. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Field 2, the program's name, is in parentheses and may hold blanks and parentheses itself.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = state === 'Z' || state === 'X';
  return ended ? undefined : fields[18];
}
