import { constants, homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { CommandResult, Sandbox, SandboxCommand } from '../../ports/sandbox.ts';
import { commandEnvironment } from './command-environment.ts';
import { linkMounts } from './link-mounts.ts';
import { outputPipes } from './output-pipes.ts';
import { passedOn } from './passed-on.ts';
import { probeContainment } from './probe-containment.ts';
import { runLimited } from './run-limited.ts';
import { startUnsafeProcess } from './start-unsafe-process.ts';

export type UnsafeProcessOptions = { failpoint: Failpoint; hostEnv: Record<string, string | undefined> };

/**
 * NO SANDBOX AT ALL: commands run as the worker's user, in the checkout's own folder, and see, change and reach all that the worker
 * can. Only time, memory, processes and output are limited, and a process that leaves its group survives. `/repo` and `/home/drover` do not
 * exist, and network `registries` is the host's network like `open`: mounts become symbolic links in the checkout, and HOME is the home's folder on the host.
 */
export function unsafeProcessSandbox({ failpoint, hostEnv }: UnsafeProcessOptions): Sandbox {
  const nextPipe = outputPipes();

  async function run(command: SandboxCommand, signal: AbortSignal): Promise<CommandResult> {
    signal.throwIfAborted();
    await linkMounts(command);
    failpoint('before-command');
    const home = command.home ?? homedir();
    const env = commandEnvironment(
      { home, cache: join(home, '.cache'), temporary: tmpdir() },
      command.toolchains,
      command.network !== 'none' ? passedOn(hostEnv).env : {},
      command.env,
    );
    const started = startUnsafeProcess({
      run: command.run,
      folder: command.checkout,
      env,
      stdout: nextPipe(),
      stderr: nextPipe(),
    });
    const { ended, exit, output, milliseconds } = await runLimited(started, command.limits, signal);
    failpoint('after-command');
    return { ended, exitCode: ended === 'exited' ? exitCodeOf(exit) : null, ...output, milliseconds };
  }

  const sandbox: Sandbox = {
    name: 'unsafe-process',
    seenAt: (checkout) => checkout,
    run,
    probe: () => probeContainment(sandbox),
  };
  return sandbox;
}

/** A shell that a signal ended counts as its parent shell would report it, as in bubblewrap. */
function exitCodeOf({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): number | null {
  return signal === null ? code : 128 + constants.signals[signal];
}
