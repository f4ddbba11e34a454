import { readdirSync, readFileSync } from 'node:fs';

const everyMs = 200;
const ticksPerSecond = 100;

/** Processor time that was seen last, in seconds. */
export type WatchedTime = {
  server: number;
  /** The worker's threads by their names, the main thread as 'main'. */ threads: Record<string, number>;
};

/**
 * Follows, from outside, the processor time of the Temporal server below a process, which ends by SIGKILL and says nothing itself, and
 * that of the worker's threads, most of which end before the worker does. Returns what stops it and gives what was seen.
 */
export function watchProcesses(root: number, serverName: string): () => WatchedTime {
  let server = 0;
  const threads = new Map<string, { name: string; seconds: number }>();
  const timer = setInterval(() => {
    for (const pid of descendants(root)) {
      const row = readStat(`/proc/${pid}/stat`);
      if (row?.name === serverName) server = Math.max(server, row.seconds);
      if (row?.name === 'node' && isWorker(pid)) seeThreads(pid, threads);
    }
  }, everyMs);
  return () => {
    clearInterval(timer);
    const sums: Record<string, number> = {};
    for (const { name, seconds } of threads.values()) sums[name] = (sums[name] ?? 0) + seconds;
    return { server, threads: sums };
  };
}

function seeThreads(pid: number, threads: Map<string, { name: string; seconds: number }>): void {
  for (const thread of namesIn(`/proc/${pid}/task`)) {
    const row = readStat(`/proc/${pid}/task/${thread}/stat`);
    if (row !== undefined)
      threads.set(thread, { name: thread === String(pid) ? 'main' : row.name, seconds: row.seconds });
  }
}

function isWorker(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('/src/worker/main.js');
  } catch {
    return false;
  }
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of namesIn('/proc')) {
    const row = /^\d+$/.test(entry) ? readStat(`/proc/${entry}/stat`) : undefined;
    if (row !== undefined) children.set(row.parent, [...(children.get(row.parent) ?? []), Number(entry)]);
  }
  const found: number[] = [];
  for (let next = children.get(root) ?? []; next.length > 0; next = next.flatMap((pid) => children.get(pid) ?? []))
    found.push(...next);
  return found;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It has ended.
    return [];
  }
}

/** proc_pid_stat(5); the name, which may hold anything, is in parentheses. */
function readStat(path: string): { name: string; parent: number; seconds: number } | undefined {
  try {
    const line = readFileSync(path, 'latin1');
    const end = line.lastIndexOf(')');
    const fields = line
      .slice(end + 2)
      .split(' ')
      .map(Number);
    const seconds = ((fields[11] ?? 0) + (fields[12] ?? 0)) / ticksPerSecond;
    return { name: line.slice(line.indexOf('(') + 1, end), parent: fields[1] ?? 0, seconds };
  } catch {
    return undefined;
  }
}
