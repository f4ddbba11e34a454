import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { Failure } from '../../domain/failure.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import type { Egress } from '../egress/egress.ts';
import type { CommandResult, Sandbox, SandboxCommand } from '../../ports/sandbox.ts';
import type { Overlays } from '../overlay/overlay-support.ts';
import { bubblewrapArguments } from './bubblewrap-arguments.ts';
import { inheritedDescriptors } from './inherited-descriptors.ts';
import { memoryFolders } from './memory-folders.ts';
import { minimalEtc } from './minimal-etc.ts';
import { makeMountPoints } from './mount-points.ts';
import { outputPipes } from './output-pipes.ts';
import { passedOn } from './passed-on.ts';
import { probeContainment } from './probe-containment.ts';
import { inside } from './inside.ts';
import { prologue } from './prologue.ts';
import { wayToRegistries, type Way } from './way-to-registries.ts';
import { runLimited, type LimitedEnd } from './run-limited.ts';
import { seccompFilter } from './seccomp-filter.ts';
import { startBubblewrap } from './start-bubblewrap.ts';
import { systemFolders } from './system-folders.ts';

export type BubblewrapOptions = {
  /** The program's absolute path. */
  bwrap: string;
  failpoint: Failpoint;
  /** The worker's environment: commands with network get proxy and certificate settings of it, others nothing. */
  hostEnv: Record<string, string | undefined>;
  /** The way of commands with network `registries`; the public registries alone by default. */
  egress?: Egress | undefined;
  /** What mounts overlays, where that works, and a folder that it works in; without it, commands can't have one. */
  overlays?: Overlays & { folder: string };
};

/**
 * A sandbox of Linux namespaces, made by bubblewrap (0.8 or later). With network `open`, a command shares the host's network, its loopback
 * services included. Disk space is bounded by file alone.
 */
export function bubblewrapSandbox({ bwrap, failpoint, hostEnv, egress, overlays }: BubblewrapOptions): Sandbox {
  const nextPipe = outputPipes();
  const seccomp = seccompFilter(process.arch);
  const folders = systemFolders();
  const shellHost = { hasBash: existsSync('/bin/bash'), countsProcesses: countsProcesses() };

  const run = wayToRegistries(runOn, hostEnv, egress);

  async function runOn(command: SandboxCommand, signal: AbortSignal, way?: Way): Promise<CommandResult> {
    signal.throwIfAborted();
    refuseNul(command.run);
    await makeMountPoints(command);
    failpoint('before-command');
    const etc = minimalEtc(command.network);
    const filters = seccomp === undefined ? [] : [seccomp];
    const args = bubblewrapArguments(command, {
      home: hostEnv['HOME'] ?? '/root',
      systemFolders: folders,
      etc,
      passedOn: passedOn(hostEnv),
      exists: existsSync,
      descriptors: { seccomp: seccomp && 5, firstWritten: 5 + filters.length },
      registries: way,
    });
    const started = startBubblewrap({
      bwrap,
      overlay: overlayOf(command, overlays),
      inputs: [nulTerminated(args), ...filters, ...etc.written.map(({ content }) => content)],
      prologue: prologue(command.limits, inheritedDescriptors(), shellHost, way?.begin),
      run: command.run,
      memoryFolders: memoryFolders(command),
      stdout: nextPipe(),
      stderr: nextPipe(),
    });
    const end = await runLimited(started, command.limits, signal);
    if (end.ended === 'exited') checkThatItRan(end, started.isReady());
    failpoint('after-command');
    return {
      ended: end.ended,
      exitCode: end.ended === 'exited' ? end.exit.code : null,
      ...end.output,
      milliseconds: end.milliseconds,
    };
  }

  const sandbox: Sandbox = {
    name: 'bubblewrap',
    seenAt: () => inside.repo,
    run,
    probe: () => probeContainment(sandbox, { networks: ['none', 'registries'], overlays: overlays?.folder }),
  };
  return sandbox;
}

function overlayOf({ overlay }: SandboxCommand, overlays: Overlays | undefined) {
  if (overlay === undefined) return undefined;
  if (overlays === undefined)
    throw new Failure(
      'Broken',
      'A command was to have an overlay, and this sandbox was not told that there can be any.',
    );
  return { folder: overlay, unshare: overlays.unshare };
}

/** bubblewrap's options travel as text with NUL at each end, so a NUL in a variable would add options of its own: a hole in the sandbox. */
function nulTerminated(args: string[]): string {
  return args.map((argument) => `${refuseNul(argument)}\0`).join('');
}

function refuseNul(text: string): string {
  if (text.includes('\0'))
    throw new Failure(
      'InputRefused',
      `A command, its variables and paths can't hold a NUL character, and this does: ${JSON.stringify(text.slice(0, 200))}`,
    );
  return text;
}

function checkThatItRan({ exit, output }: LimitedEnd, isReady: boolean): void {
  if (exit.signal !== null) throw new Failure('Transient', `The sandbox was ended by ${exit.signal} from outside.`);
  if (isReady) return;
  const words = Buffer.from(output.stderr).toString().trim();
  throw new Failure('Broken', `bubblewrap could not make the sandbox: ${words || `exit code ${exit.code}`}`);
}

/** RLIMIT_NPROC counts the processes of a sandbox alone since Linux 5.14, all of the user's before, and does nothing for root. */
function countsProcesses(): boolean {
  const [major = 0, minor = 0] = release().split('.').map(Number);
  return process.getuid?.() !== 0 && (major > 5 || (major === 5 && minor >= 14));
}
