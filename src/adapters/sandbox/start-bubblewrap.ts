import { spawn } from 'node:child_process';
import { statfsSync, writeFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { inOwnNamespaces, overlayScript } from '../overlay/overlay-script.ts';
import type { OutputPipe } from './output-pipes.ts';
import { childrenOf, isRunning, readProcess, type ProcessRow } from './process-tree.ts';
import type { Prologue } from './prologue.ts';
import type { Started } from './run-limited.ts';

/** What bubblewrap is started with; `inputs` are read by it as the descriptors 4, 5 and so on, the first one being its own options. */
export type BubblewrapStart = {
  bwrap: string;
  /** Where overlays are mounted first: in which folder, and by which unshare. */
  overlay: { folder: string; unshare: string } | undefined;
  inputs: (string | Uint8Array)[];
  prologue: Prologue;
  run: string;
  /** Folders in memory, by their paths inside. */
  memoryFolders: string[];
  stdout: OutputPipe;
  stderr: OutputPipe;
};

/**
 * Starts a command in bubblewrap. The first shell inside reports over descriptor 3, the lifeline, that the sandbox stands, and begins the command only
 * when it is told to. bubblewrap's inner process is tied to its parent only at the end of its preparations: if the worker is
 * killed before that, the lifeline breaks and the command is never begun. `isReady` tells a command's exit code from bubblewrap's own.
 */
export function startBubblewrap(start: BubblewrapStart): Started & { isReady: () => boolean } {
  const script = `${start.prologue.commands}; printf . >&3; read -r go <&3 || exit 1; exec /bin/sh -c -- "$1" 3>&-`;
  const [program, args] = programOf(start, ['--args', '4', '--', start.prologue.shell, '-c', script, 'sh', start.run]);
  const child = spawn(program, args, {
    // Empty: /proc/1/environ inside shows bubblewrap's own environment. Of a process group of its own: Ctrl-C in a terminal is for the worker.
    env: {},
    detached: true,
    cwd: '/',
    stdio: [
      'ignore',
      start.stdout.writeEnd,
      start.stderr.writeEnd,
      ...Array<'pipe'>(start.inputs.length + 1).fill('pipe'),
    ],
  });
  start.stdout.closeWriteEnd();
  start.stderr.closeWriteEnd();
  feed(child.stdio.slice(4) as Duplex[], start.inputs);

  let ready = false;
  let inner: ProcessRow | undefined;
  let shell: ProcessRow | undefined;
  const lifeline = child.stdio[3] as Duplex | undefined;
  lifeline?.on('error', () => lifeline.destroy());
  lifeline?.once('data', () => {
    ready = true;
    inner = childrenOf(child.pid ?? 0)[0];
    shell = inner && childrenOf(inner.pid)[0];
    for (const row of [inner, shell]) if (row !== undefined) offerToOutOfMemoryKiller(row.pid);
    lifeline.write('\n');
  });

  return {
    child,
    stdout: start.stdout.readable,
    stderr: start.stderr.readable,
    isReady: () => ready,
    otherBytes: () => start.memoryFolders.reduce((sum, folder) => sum + usedBytes(shell, folder), 0),
    kill: () => {
      lifeline?.destroy();
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        inner ??= halfMade(child.pid);
      if (inner !== undefined && isRunning(inner)) kill(inner.pid);
      child.kill('SIGKILL');
    },
    gone: () => (inner === undefined ? Promise.resolve() : hasEnded(inner)),
  };
}

/**
 * bubblewrap itself, or what mounts the overlays and then becomes bubblewrap: the same process, so that whatever is tied to bubblewrap or
 * kills it holds from the first moment. Until then its only children are the system's mount, which end by themselves.
 */
function programOf({ bwrap, overlay }: BubblewrapStart, args: string[]): [program: string, args: string[]] {
  if (overlay === undefined) return [bwrap, args];
  const { unshare, folder } = overlay;
  return [unshare, [...inOwnNamespaces, '/bin/sh', '-c', overlayScript, 'sh', folder, bwrap, ...args]];
}

function feed(streams: Duplex[], inputs: (string | Uint8Array)[]): void {
  for (const [index, input] of inputs.entries()) {
    // It breaks when bubblewrap ends early, and that is reported by its exit.
    streams[index]?.on('error', () => undefined).end(input);
  }
}

/** How long a signal may take to stop a process: normally far below a millisecond, more while the kernel makes namespaces for it. */
const stopMilliseconds = 50;

/**
 * The inner process of a sandbox that is still being made. It waits for a word of the outer one, and is not tied to it yet: killing the outer one
 * alone would leave it waiting for ever. So that none is made after the look, the outer one is stopped first.
 */
function halfMade(outer: number): ProcessRow | undefined {
  try {
    process.kill(outer, 'SIGSTOP');
  } catch {
    // It has just ended.
    return undefined;
  }
  const deadline = performance.now() + stopMilliseconds;
  while (!/[TZX]/.test(readProcess(outer)?.state ?? 'X') && performance.now() < deadline);
  return childrenOf(outer)[0];
}

/** When the machine itself runs out of memory, a sandbox shall go before the worker. Not allowed everywhere, and then it stays as it was. */
function offerToOutOfMemoryKiller(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/oom_score_adj`, '500');
  } catch {
    return;
  }
}

function usedBytes(shell: ProcessRow | undefined, folder: string): number {
  if (shell === undefined || !isRunning(shell)) return 0;
  try {
    const { blocks, bfree, bsize } = statfsSync(`/proc/${shell.pid}/root${folder}`);
    return (blocks - bfree) * bsize;
  } catch {
    // Not every kernel lets an ordinary user look; the folders' own sizes still hold.
    return 0;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
    return;
  }
}

/** The first process of a PID namespace ends only after all others in it have: when it is gone, nothing is left. */
async function hasEnded(inner: ProcessRow): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (isRunning(inner)) {
    if (performance.now() > deadline)
      throw new Failure('Transient', 'The processes of a sandboxed command do not end, although they were killed.');
    await delay(2);
  }
}
