import { execa } from 'execa';
import { Failure } from '../../domain/failure.ts';
import { findExecutable } from '../processes/find-executable.ts';

export type InstallBubblewrapOptions = {
  /** The environment to look in; PATH counts. */
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  /** Whether this process is root's. */
  root: boolean;
  /** Told, a line at a time, what is being installed. */
  log: (line: string) => void;
};

type PackageManager = { program: string; commands: string[][] };

const packageManagers: PackageManager[] = [
  {
    program: 'apt-get',
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '--yes', '--no-install-recommends', 'bubblewrap'],
    ],
  },
  { program: 'dnf', commands: [['dnf', 'install', '--assumeyes', 'bubblewrap']] },
  { program: 'apk', commands: [['apk', 'add', 'bubblewrap']] },
  { program: 'pacman', commands: [['pacman', '--sync', '--refresh', '--noconfirm', 'bubblewrap']] },
];

/**
 * Finds `bwrap`, the sandbox's program; where it is missing it is installed with the system's package manager, if that can be
 * done without asking for a password. Returns its path. Throws an `InputRefused` failure with the command to type.
 */
export async function installBubblewrap(options: InstallBubblewrapOptions): Promise<string> {
  const { env, log } = options;
  const found = await findExecutable('bwrap', env['PATH']);
  if (found) return found;
  if (options.platform !== 'linux') {
    throw new Failure(
      'InputRefused',
      `Drover's sandbox, bubblewrap, exists on Linux alone; this is ${options.platform}.`,
    );
  }
  const manager = await findManager(env['PATH']);
  if (!manager) throw refusal('none of the package managers that Drover knows is here', "your system's command for it");
  const byHand = manager.commands.map((command) => `sudo ${command.join(' ')}`).join(' && ');
  const prefix = options.root ? [] : ['sudo', '-n'];
  if (!options.root && !(await sudoWithoutPassword(env))) throw refusal('installing it needs a password', byHand);

  log(`The sandbox needs bubblewrap, which is missing: installing it with ${manager.program} ...`);
  for (const command of manager.commands) {
    const [program = '', ...args] = [...prefix, ...command];
    const environment = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
    const done = await execa(program, args, {
      env: environment,
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      all: true,
    });
    if (done.failed) throw refusal(`${command.join(' ')} failed: ${lastLines(done.all)}`, byHand);
  }
  const installed = await findExecutable('bwrap', env['PATH']);
  if (!installed) throw refusal(`${manager.program} installed it, but there is still no bwrap on PATH`, byHand);
  log(`Installed ${installed}.`);
  return installed;
}

async function findManager(path: string | undefined): Promise<PackageManager | undefined> {
  for (const manager of packageManagers) {
    if (await findExecutable(manager.program, path)) return manager;
  }
  return undefined;
}

async function sudoWithoutPassword(env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  const { failed } = await execa('sudo', ['-n', 'true'], {
    env: { ...env },
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  });
  return !failed;
}

function refusal(problem: string, command: string): Failure {
  return new Failure(
    'InputRefused',
    `Drover runs a repository's commands in bubblewrap, which is missing; ${problem}. Install it with: ${command}`,
  );
}

function lastLines(output: string | undefined): string {
  return (output ?? '').trim().split('\n').slice(-3).join(' ');
}
