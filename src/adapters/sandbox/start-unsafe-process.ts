import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { OutputPipe } from './output-pipes.ts';
import { runningMembers } from './process-tree.ts';
import type { Started } from './run-limited.ts';

export type UnsafeStart = {
  run: string;
  folder: string;
  env: Record<string, string>;
  stdout: OutputPipe;
  stderr: OutputPipe;
};

/** Starts a command as a plain process in a group of its own. */
export function startUnsafeProcess({ run, folder, env, stdout, stderr }: UnsafeStart): Started {
  const child = spawn('/bin/sh', ['-c', '--', run], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', stdout.writeEnd, stderr.writeEnd],
  });
  stdout.closeWriteEnd();
  stderr.closeWriteEnd();
  const group = child.pid;
  return {
    child,
    stdout: stdout.readable,
    stderr: stderr.readable,
    otherBytes: () => 0,
    kill: () => {
      if (group !== undefined) killGroup(group);
    },
    gone: async () => {
      if (group !== undefined) await emptied(group);
    },
  };
}

async function emptied(group: number): Promise<void> {
  // Five seconds at most: a process that the kernel holds up can't be waited for without end.
  for (let look = 0; look < 1_000 && runningMembers(group).length > 0; look += 1) await delay(5);
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // The group is empty.
    return;
  }
}
