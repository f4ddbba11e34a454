import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * The processes that work in a folder, as `PID COMMAND LINE`: those that name it in their arguments or their environment, that stand in it, or
 * that have a part of it mounted, as sandboxed commands have. This process does not count.
 */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => signsOf(pid).some((sign) => sign.includes(folder)))
    .map((pid) => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ')}`);
}

function signsOf(pid: string): string[] {
  return [...['cmdline', 'environ', 'mountinfo'].map((file) => read(pid, file)), standsIn(pid)];
}

/** Empty when the process has just ended, or is another user's. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function standsIn(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
