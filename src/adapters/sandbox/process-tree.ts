import { readdirSync, readFileSync } from 'node:fs';

/** One running process, as /proc/PID/stat has it. `startTicks` tells it from a later process of the same id. */
export type ProcessRow = {
  pid: number;
  parent: number;
  group: number;
  state: string;
  threads: number;
  residentBytes: number;
  startTicks: number;
};

/** Linux has 4096-byte pages on x86-64 and nearly everywhere else; on a kernel with larger ones memory is underestimated. */
const pageBytes = 4096;

/** Reads one process; undefined when it is gone. Fields: proc_pid_stat(5), counted behind the name, which may hold anything. */
export function readProcess(pid: number): ProcessRow | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const number = (index: number): number => Number(fields[index] ?? 0);
  return {
    pid,
    state: fields[0] ?? 'X',
    parent: number(1),
    group: number(2),
    threads: number(17),
    startTicks: number(19),
    residentBytes: number(21) * pageBytes,
  };
}

/** All processes that descend from `root`, without it. One look at /proc: about 20 microseconds for every process of the host. */
export function descendants(root: number): ProcessRow[] {
  const byParent = new Map<number, ProcessRow[]>();
  for (const row of allProcesses()) byParent.set(row.parent, [...(byParent.get(row.parent) ?? []), row]);
  const found: ProcessRow[] = [];
  for (let next = byParent.get(root) ?? []; next.length > 0; next = next.flatMap(({ pid }) => byParent.get(pid) ?? []))
    found.push(...next);
  return found;
}

/** The processes that `pid`, which has a single thread, has started. */
export function childrenOf(pid: number): ProcessRow[] {
  try {
    const ids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
    return ids === '' ? [] : ids.split(' ').flatMap((id) => readProcess(Number(id)) ?? []);
  } catch {
    // Kernels without CONFIG_PROC_CHILDREN lack the file.
    return descendants(pid).filter(({ parent }) => parent === pid);
  }
}

/** The processes of a process group that are not merely waiting to be collected. */
export function runningMembers(group: number): ProcessRow[] {
  return allProcesses().filter((row) => row.group === group && isAlive(row));
}

function allProcesses(): ProcessRow[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : []));
}

/** True while the very process of `row` is there and not merely waiting to be collected. */
export function isRunning(row: ProcessRow): boolean {
  const now = readProcess(row.pid);
  return now !== undefined && now.startTicks === row.startTicks && isAlive(now);
}

function isAlive({ state }: ProcessRow): boolean {
  return state !== 'Z' && state !== 'X';
}
