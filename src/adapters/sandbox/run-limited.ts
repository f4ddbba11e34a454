import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandEnd } from '../../domain/evidence.ts';
import { Failure } from '../../domain/failure.ts';
import type { Limits } from '../../ports/sandbox.ts';
import { collectOutput, type Output } from './collect-output.ts';
import { watchTree } from './watch-tree.ts';

/** A command under way. */
export type Started = {
  child: ChildProcess;
  stdout: Readable;
  stderr: Readable;
  /** Memory in use besides that of the processes, in bytes. */
  otherBytes: () => number;
  /** Kills all of it at once; may be called again and after its end. */
  kill: () => void;
  /** Resolves when no process of it runs any more. Called after `kill`. */
  gone: () => Promise<void>;
};

export type LimitedEnd = {
  ended: CommandEnd;
  exit: { code: number | null; signal: NodeJS.Signals | null };
  output: Output;
  milliseconds: number;
};

/** How long output may still come after the command has ended: a child in the background may hold the pipe open for ever. */
const lingerMilliseconds = 250;

/** Timers of Node take no more; 24 days. */
const longestTimer = 2 ** 31 - 1;

/**
 * Waits for the command's end within its limits and returns when nothing of it runs any more. Throws the signal's reason when that is
 * aborted, and `Broken` when the program can't be started.
 */
export async function runLimited(started: Started, limits: Limits, signal: AbortSignal): Promise<LimitedEnd> {
  const begun = performance.now();
  let ended: CommandEnd = 'exited';
  const stop = (why: CommandEnd): void => {
    if (ended === 'exited') ended = why;
    started.kill();
  };
  const output = collectOutput(started, limits.outputBytes, () => stop('output-limit'));
  const timer = setTimeout(() => stop('timed-out'), Math.min(limits.milliseconds, longestTimer));
  const stopWatching = watchTree({ root: started.child.pid ?? 0, otherBytes: started.otherBytes }, limits, stop);
  signal.addEventListener('abort', started.kill, { once: true });
  if (signal.aborted) started.kill();
  try {
    const exit = await exitOf(started.child);
    clearTimeout(timer);
    stopWatching();
    const milliseconds = Math.round(performance.now() - begun);
    await Promise.race([Promise.all([closed(started.stdout), closed(started.stderr)]), delay(lingerMilliseconds)]);
    signal.throwIfAborted();
    return { ended, exit, output: output(), milliseconds };
  } finally {
    clearTimeout(timer);
    stopWatching();
    signal.removeEventListener('abort', started.kill);
    started.kill();
    started.stdout.destroy();
    started.stderr.destroy();
    await started.gone();
  }
}

async function exitOf(child: ChildProcess): Promise<LimitedEnd['exit']> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { code, signal };
  } catch (cause) {
    throw new Failure('Broken', `'${child.spawnfile}' could not be started: ${String(cause)}`, { cause });
  }
}

async function closed(stream: Readable): Promise<void> {
  if (!stream.closed) await once(stream, 'close');
}
