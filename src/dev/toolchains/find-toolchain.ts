import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { findExecutable } from '../processes/find-executable.ts';
import type { Toolchain, ToolchainName } from './toolchain.ts';
import { toolchainProbes } from './toolchain-probes.ts';

/** Where a sandboxed command finds programs by itself. */
const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

export type FindToolchainOptions = {
  /** The environment to look in; PATH counts, and JAVA_HOME. */
  env: Readonly<Record<string, string | undefined>>;
  /** Version managers choose by the folder's own settings (.nvmrc, .python-version, rust-toolchain.toml). */
  folder: string;
};

/** Finds a toolchain as it is in use in a folder, by asking the program itself; undefined when there is none that answers. */
export async function findToolchain(
  name: ToolchainName,
  options: FindToolchainOptions,
): Promise<Toolchain | undefined> {
  const probe = toolchainProbes[name];
  const path = name === 'java' && options.env['JAVA_HOME'] ? javaPath(options.env) : options.env['PATH'];
  for (const wanted of probe.programs) {
    const program = await findExecutable(wanted, path);
    if (program === undefined) continue;
    const ask = (args: string[]) => askProgram(program, args, { ...options.env, ...probe.env }, options.folder);
    const answer = await ask(probe.args);
    const read = answer === undefined ? undefined : probe.read(answer);
    if (read === undefined) continue;
    const bin = read.bin ?? (read.home === undefined ? dirname(await realpath(program)) : join(read.home, 'bin'));
    const folder = await realpath(bin).catch(() => undefined);
    if (folder === undefined) continue;
    const told = probe.versionArgs && /\d+\.[\w.+-]+/.exec((await ask(probe.versionArgs)) ?? '')?.[0];
    return {
      name,
      version: told ?? read.version,
      folder,
      needsPath: !(await isFoundInside(basename(program), folder)),
    };
  }
  return undefined;
}

/** All that a program says; undefined when it fails. */
async function askProgram(
  program: string,
  args: string[],
  env: FindToolchainOptions['env'],
  cwd: string,
): Promise<string | undefined> {
  const { failed, all } = await execa(program, args, {
    cwd,
    env: { ...env },
    extendEnv: false,
    reject: false,
    all: true,
    stdin: 'ignore',
    timeout: 20_000,
  });
  return failed ? undefined : stripVTControlCharacters(all);
}

function javaPath(env: FindToolchainOptions['env']): string {
  return `${join(env['JAVA_HOME'] ?? '', 'bin')}:${env['PATH'] ?? ''}`;
}

/** Whether the sandbox's own PATH leads to the very same program. */
async function isFoundInside(program: string, folder: string): Promise<boolean> {
  const real = await realpath(join(folder, program)).catch(() => undefined);
  for (const system of systemFolders) {
    const first = await realpath(join(system, program)).catch(() => undefined);
    if (first !== undefined) return first === real;
  }
  return false;
}
