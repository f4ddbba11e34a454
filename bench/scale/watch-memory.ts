import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { countEnded } from '../../src/core/workflow/count-ended.ts';
import type { Stack } from '../../src/dev/stack/start-stack.ts';

/** The worker's resident memory in MB at the first look at which so many modules had ended. */
export type Memory = Map<number, number>;

const pollMs = 500;

/** Looks on until `ended` settles, and notes the worker's memory when each of these numbers of modules has been reached. */
export async function watchMemory(
  stack: Pick<Stack, 'migrations' | 'worker'>,
  id: string,
  at: number[],
  ended: Promise<unknown>,
): Promise<Memory> {
  const memory: Memory = new Map();
  const over = new AbortController();
  const end = ended.finally(() => over.abort()).catch(() => {});
  while (!over.signal.aborted) {
    const progress = await stack.migrations.progress(id).catch(() => undefined);
    const count = progress === undefined ? 0 : countEnded(progress);
    for (const wanted of at)
      if (count >= wanted && !memory.has(wanted)) memory.set(wanted, await residentMb(stack.worker.pid));
    await Promise.race([end, sleep(pollMs)]);
  }
  return memory;
}

/** From /proc/PID/status (proc(5)), where VmRSS is in kB. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
