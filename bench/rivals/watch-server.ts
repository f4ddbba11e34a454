import { readdirSync, readFileSync } from 'node:fs';

const everyMs = 200;
const ticksPerSecond = 100;

/**
 * Follows the processor time of the Temporal server below a process, from outside, since it ends by SIGKILL and says nothing itself.
 * Returns what stops it and gives the seconds seen last.
 */
export function watchServer(root: number, program: string): () => number {
  let seconds = 0;
  const timer = setInterval(() => {
    for (const pid of descendants(root)) {
      const row = readStat(pid);
      if (row?.name === program) seconds = Math.max(seconds, row.seconds);
    }
  }, everyMs);
  return () => {
    clearInterval(timer);
    return seconds;
  };
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const row = /^\d+$/.test(entry) ? readStat(Number(entry)) : undefined;
    if (row !== undefined) children.set(row.parent, [...(children.get(row.parent) ?? []), Number(entry)]);
  }
  const found: number[] = [];
  for (let next = children.get(root) ?? []; next.length > 0; next = next.flatMap((pid) => children.get(pid) ?? []))
    found.push(...next);
  return found;
}

/** proc_pid_stat(5); the name, which may hold anything, is in parentheses. */
function readStat(pid: number): { name: string; parent: number; seconds: number } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
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
