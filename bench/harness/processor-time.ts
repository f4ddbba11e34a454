import { readdirSync, readFileSync } from 'node:fs';

/** How many of the kernel's clock ticks are a second: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/**
 * The processor time, in milliseconds, of all that descends from this process and of what has ended below it: the Temporal server, the worker, git and the
 * sandboxes, but not this process itself. From /proc/PID/stat (proc(5)): fields 14 to 17 are utime, stime, cutime and cstime.
 */
export function processorTime(): number {
  const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(name) : []));
  const below = new Set([process.pid]);
  for (let size = 0; size < below.size;) {
    size = below.size;
    for (const { pid, parent } of processes) if (below.has(parent)) below.add(pid);
  }
  below.delete(process.pid);
  const ticks = processes.filter(({ pid }) => below.has(pid)).reduce((sum, one) => sum + one.ticks, 0);
  return (ticks / ticksPerSecond) * 1000;
}

function readStat(name: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The program's name may hold blanks and brackets; what follows the last bracket begins with field 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return [{ pid: Number(name), parent: Number(fields[1]), ticks }];
  } catch {
    // It has ended meanwhile; its parent has its time.
    return [];
  }
}
