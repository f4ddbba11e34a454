import type { CommandEnd } from '../domain/evidence.ts';

/** What a command reaches: nothing, the allowed package registries through Drover's egress proxy, or the host's network. */
export type Network = 'none' | 'registries' | 'open';

/** A host folder or file that the command sees read-only at another path. */
export type Mount = { from: string; to: string };

export type SandboxCommand = {
  /** A shell command line, run as `sh -c`; nothing of a repository is ever spliced into it. */
  run: string;
  /** The host folder that the command sees, and may write, at `/repo`, its working folder. With an overlay it is not written. */
  checkout: string;
  /**
   * A host folder that was prepared for it (see `makeOverlayFolder`): `/repo` and HOME are overlays then, which the command may write all
   * over and whose layers it can't change. There are no mounts beside it.
   */
  overlay?: string;
  mounts: Mount[];
  /** The host folder seen at `/home/drover` (HOME): read-only unless `homeWritable` or an overlay's layer. None: an empty one in memory. */
  home?: string;
  homeWritable?: boolean;
  /** The command's whole environment besides PATH, HOME, TMPDIR and LANG. */
  env: Record<string, string>;
  /** Toolchain `bin` folders outside /usr: bound read-only with their parent and put on PATH first. */
  toolchains: string[];
  network: Network;
  limits: Limits;
};

export type Limits = {
  milliseconds: number;
  memoryBytes: number;
  processes: number;
  /** Of standard output and standard error together; the command is killed when it writes more. */
  outputBytes: number;
};

export type CommandResult = {
  ended: CommandEnd;
  /** Null when a limit or a signal ended it. */
  exitCode: number | null;
  stdout: Uint8Array;
  stderr: Uint8Array;
  milliseconds: number;
};

export type Containment = { holds: boolean; /** One line a check, with what was seen. */ checks: string[] };

export interface Sandbox {
  readonly name: 'bubblewrap' | 'unsafe-process';
  /** Where a command sees the checkout that lies in this host folder: an absolute path. */
  seenAt(checkout: string): string;
  /** Tries to break out in the ways that matter (network, host files, secrets, lasting processes) and says what held. */
  probe(): Promise<Containment>;
  /** Runs the command to its end. Aborting `signal` kills its whole process tree and throws the signal's reason. */
  run(command: SandboxCommand, signal: AbortSignal): Promise<CommandResult>;
}
