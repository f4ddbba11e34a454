import { simpleGit, type SimpleGitOptions } from 'simple-git';
import { Failure } from '../../domain/failure.ts';
import type { GitEnd, PorcelainOptions } from './git.ts';
import { hardening, networkEnvironment, storeEnvironment, type OperatorEnvironment } from './git-environment.ts';

/**
 * simple-git refuses settings and variables by which a command could be smuggled in. These are ours: fixed values, most of
 * which switch something off. What comes from users (URLs, names of refs, ids) is checked by our own patterns before.
 */
const ours: NonNullable<SimpleGitOptions['unsafe']> = {
  allowUnsafeHooksPath: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafePack: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeAskPass: true,
  allowUnsafeSshCommand: true,
};

/**
 * Runs git by simple-git, for commands that need no standard input. Aborting `signal` kills the process and throws the
 * signal's reason.
 */
export async function runPorcelain(
  folder: string,
  operator: OperatorEnvironment,
  args: string[],
  { reach = 'store', signal }: PorcelainOptions,
): Promise<GitEnd> {
  signal?.throwIfAborted();
  let end: GitEnd | undefined;
  const options: Partial<SimpleGitOptions> = {
    baseDir: folder,
    config: hardening,
    unsafe: ours,
    trimmed: false,
    // By default it stops reading 50 ms after the exit, even if output is still on its way.
    completion: { onClose: true, onExit: false },
    // By default a process that was killed, or that failed in silence, counts as a success. So the end is judged by our callers.
    errors: (error, result) => {
      // A process that never started has its negative initial code, and keeps its error.
      if (result.exitCode < 0) return error;
      end = {
        // Null for a process that a signal killed, though the type doesn't say so.
        exitCode: Number.isInteger(result.exitCode) ? result.exitCode : undefined,
        stdout: Buffer.concat(result.stdOut),
        stderr: Buffer.concat(result.stdErr).toString(),
      };
      return undefined;
    },
  };
  if (signal !== undefined) options.abort = signal;
  const git = simpleGit(options);
  const environment = reach === 'network' ? networkEnvironment : storeEnvironment;
  const work = git
    .env(environment(folder, operator))
    .raw(args)
    .catch((error: unknown) => {
      const why = `'git ${args[0] ?? ''}' could not be run: ${String(error)}. Is git installed and on the PATH?`;
      throw new Failure('Broken', why, { cause: error });
    });
  await unlessAborted(signal, work);
  if (end === undefined) throw new Failure('Broken', `git ${args[0] ?? ''} ended without a result.`);
  return end;
}

/**
 * Waits for `work` or for the signal, whichever is first. Killing git does not always end its helpers (git-remote-https), which
 * hold its output open; without git they can't do any more than wait for their server, so nobody waits for them.
 */
async function unlessAborted(signal: AbortSignal | undefined, work: Promise<unknown>): Promise<void> {
  if (signal === undefined) {
    await work;
    return;
  }
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    stop = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    stop();
  }
}
