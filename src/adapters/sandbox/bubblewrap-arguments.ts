import type { SandboxCommand } from '../../ports/sandbox.ts';
import { commandEnvironment } from './command-environment.ts';
import { overlayParts } from '../overlay/overlay-folder.ts';
import { inside } from './inside.ts';
import type { MinimalEtc } from './minimal-etc.ts';
import type { PassedOn } from './passed-on.ts';
import type { SystemFolder } from './system-folders.ts';
import { toolchainFolder } from './toolchain-folders.ts';

/** What the arguments depend on besides the command. `descriptors` are the numbers under which bubblewrap finds its inputs. */
export type BubblewrapHost = {
  home: string;
  systemFolders: SystemFolder[];
  etc: MinimalEtc;
  passedOn: PassedOn;
  exists: (path: string) => boolean;
  descriptors: { seccomp: number | undefined; firstWritten: number };
  /** For a command with `registries`: what is shown of the way there, and the variables that make tools take it. */
  registries?: { options: string[]; env: Record<string, string> } | undefined;
};

/** bubblewrap's options for a command; what it runs is added by the caller. The order matters: what is mounted later lies on top. */
export function bubblewrapArguments(command: SandboxCommand, host: BubblewrapHost): string[] {
  return [
    ...isolation(command, host),
    ...system(host),
    ...devices(command.limits.memoryBytes),
    ...toolchains(command, host),
    ...(command.network === 'open' ? host.passedOn.files.flatMap((path) => ['--ro-bind-try', path, path]) : []),
    ...(host.registries?.options ?? []),
    ...(command.overlay === undefined ? home(command) : ['--bind', seen(command.overlay, 'home'), inside.home]),
    ...['--bind', command.overlay === undefined ? command.checkout : seen(command.overlay, 'repo'), inside.repo],
    ...command.mounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    // Without this the root, a file system in memory, could be filled without limit.
    ...['--remount-ro', '/'],
    ...environment(command, host),
    ...['--chdir', inside.repo],
  ];
}

function isolation(command: SandboxCommand, { descriptors }: BubblewrapHost): string[] {
  return [
    '--unshare-all',
    ...(command.network === 'open' ? ['--share-net'] : []),
    // Said again, since `--unshare-all` goes on without a user namespace where there is none.
    '--unshare-user',
    // With a user namespace of its own, a command would have every capability there: that is where kernel exploits begin.
    '--disable-userns',
    ...['--uid', String(inside.uid), '--gid', String(inside.gid), '--hostname', inside.host],
    '--die-with-parent',
    '--new-session',
    ...['--cap-drop', 'ALL'],
    ...(descriptors.seccomp === undefined ? [] : ['--seccomp', String(descriptors.seccomp)]),
  ];
}

function system({ systemFolders, etc, descriptors }: BubblewrapHost): string[] {
  return [
    ...['--ro-bind', '/usr', '/usr'],
    ...systemFolders.flatMap((folder) =>
      folder.kind === 'link' ? ['--symlink', folder.target, folder.path] : ['--ro-bind', folder.path, folder.path],
    ),
    ...etc.shown.flatMap((path) => ['--ro-bind-try', path, path]),
    ...etc.written.flatMap(({ path }, index) => [
      '--perms',
      '0444',
      '--file',
      String(descriptors.firstWritten + index),
      path,
    ]),
  ];
}

function devices(memoryBytes: number): string[] {
  return [
    ...['--proc', '/proc'],
    // A worker that runs as root is root in /proc/sys also from inside: core_pattern there runs a program on the host.
    ...['--remount-ro', '/proc'],
    ...['--dev', '/dev'],
    ...inMemory(memoryBytes, '1777', '/dev/shm'),
    ...['--remount-ro', '/dev'],
    ...inMemory(memoryBytes, '1777', inside.temporary),
  ];
}

function toolchains(command: SandboxCommand, host: BubblewrapHost): string[] {
  const folders = command.toolchains.flatMap((bin) => toolchainFolder(bin, host.home) ?? []);
  return folders.flatMap(({ folder, hidden }) => [
    ...['--ro-bind', folder, folder],
    ...hidden.filter(host.exists).flatMap((path) => ['--ro-bind', '/dev/null', path]),
  ]);
}

function home(command: SandboxCommand): string[] {
  const { memoryBytes } = command.limits;
  if (command.home === undefined) return inMemory(memoryBytes, '0755', inside.home);
  if (command.homeWritable) return ['--bind', command.home, inside.home];
  return ['--ro-bind', command.home, inside.home, ...inMemory(memoryBytes, '0755', inside.cache)];
}

/** Where an overlay is mounted on the host, for bubblewrap alone: in namespaces that nothing else is in. */
function seen(overlay: string, part: 'repo' | 'home'): string {
  return `${overlay}/${overlayParts[part]}/${overlayParts.seen}`;
}

function environment(command: SandboxCommand, host: BubblewrapHost): string[] {
  const passedOn = command.network === 'open' ? host.passedOn.env : (host.registries?.env ?? {});
  const all = commandEnvironment(inside, command.toolchains, passedOn, command.env);
  return Object.entries(all).flatMap(([name, value]) => ['--setenv', name, value]);
}

function inMemory(bytes: number, mode: string, path: string): string[] {
  return ['--perms', mode, '--size', String(Math.max(1, Math.floor(bytes))), '--tmpfs', path];
}
