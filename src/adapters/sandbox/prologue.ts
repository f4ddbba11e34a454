import type { Limits } from '../../ports/sandbox.ts';
import { threadsPerProcess } from './watch-tree.ts';

/** What the first shell inside is, and what it does before the command begins. */
export type Prologue = { shell: '/bin/sh' | '/bin/bash'; commands: string };

/** One file that a command writes may grow to this size: 8 GiB, in the shell's blocks of 512 bytes; bash counts in blocks of 1024. */
const fileBlocks = { '/bin/sh': 16_777_216, '/bin/bash': 8_388_608 };

/**
 * Limits that only a process itself can set: no core dumps, no endless file, and where the kernel counts them by sandbox, a last
 * limit on processes for what a fork bomb does between two looks of the watchdog (`ulimit -u` in bash, -p in dash). Also closes open files that the worker
 * was started with; those above 9 take bash, since other shells read one digit, and without bash they stay open, which the probe finds. Last comes
 * what has to run beside the command.
 */
export function prologue(
  limits: Limits,
  inherited: number[],
  host: { hasBash: boolean; countsProcesses: boolean },
  beside?: string,
): Prologue {
  const shell = host.hasBash && inherited.some((descriptor) => descriptor > 9) ? '/bin/bash' : '/bin/sh';
  const closable = inherited.filter((descriptor) => shell === '/bin/bash' || descriptor <= 9);
  const threads = limits.processes * threadsPerProcess;
  const commands = [
    ...closable.map((descriptor) => `exec ${descriptor}>&-`),
    'ulimit -c 0',
    `ulimit -f ${fileBlocks[shell]}`,
    ...(host.countsProcesses ? [`{ ulimit -u ${threads} || ulimit -p ${threads}; } 2>/dev/null`] : []),
    ...(beside === undefined ? [] : [beside]),
  ];
  return { shell, commands: commands.join('; ') };
}
