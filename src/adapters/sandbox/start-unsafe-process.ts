import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { OutputPipe } from './output-pipes.ts';
import type { Started } from './run-limited.ts';

export type UnsafeStart = { run: string; folder: string; env: Record<string, string>; stdout: OutputPipe; stderr: OutputPipe };

/** Starts a command as a plain process in a group of its own. */
export function startUnsafeProcess({ run, folder, env, stdout, stderr }: UnsafeStart): Started {
  const child = spawn('/bin/sh', ['-c', '--', run], { cwd: folder, env, detached: true, stdio: ['ignore', stdout.writeEnd, stderr.writeEnd] });
  stdout.closeWriteEnd();
  stderr.closeWriteEnd();
  const group = child.pid;
  return {
    child,
    stdout: stdout.readable,
    stderr: stderr.readable,
    otherBytes: () => 0,
    kill: () => {
      if (group !== undefined) signalGroup(group, 'SIGKILL');
    },
    gone: async () => {
      // Bounded: where nobody collects orphans, a dead member keeps its group for ever.
      for (let look = 0; look < 200 && group !== undefined && signalGroup(group, 0); look += 1) await delay(5);
    },
  };
}

/** False when the group is empty. */
function signalGroup(group: number, signal: 'SIGKILL' | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
