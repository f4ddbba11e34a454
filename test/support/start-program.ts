import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { inject } from 'vitest';
import { until } from './migration-stack.ts';
import { processesOf } from './processes-of.ts';
import { temporaryFolder, type AtEnd } from './temporary-folder.ts';

/** How a program ended, and what it left. */
export type ProgramEnd = {
  /** Undefined when a signal ended it. */
  exitCode: number | undefined;
  signal: NodeJS.Signals | undefined;
  stdout: string;
  stderr: string;
  seconds: number;
  /** Processes of its own that are still there; empty when they end within seconds. */
  processes: string[];
  /** What lies in its temporary folder. */
  temporary: string[];
};

export type Program = {
  home: string;
  /** Below the home, as by default. */
  dataFolder: string;
  /** The processes that it consists of now, as `processesOf` says. */
  processes(): string[];
  stdout(): string;
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<ProgramEnd>;
};

export type ProgramOptions = {
  /** The program and its arguments, for instance ['npm', 'run', 'demo']. */
  command: string[];
  env?: Record<string, string>;
  /** The home folder; an empty one by default. */
  home?: string;
  /** The folder that it is started in; this checkout by default. */
  cwd?: string;
};

const graceMs = 5_000;

/** Starts a program of this repository as a user does, with an empty home, and sees to it that nothing of it outlives the test. */
export async function startProgram(options: ProgramOptions, atEnd: AtEnd): Promise<Program> {
  const folder = await temporaryFolder(atEnd);
  const home = options.home ?? join(folder, 'home');
  const temporary = join(folder, 'temporary');
  await Promise.all([mkdir(home, { recursive: true }), mkdir(temporary)]);
  const env = { ...(await inherited()), HOME: home, TMPDIR: temporary, ...options.env };
  const [program = '', ...args] = options.command;
  const began = Date.now();
  const child = execa(program, args, {
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    // A process group of its own, so that npm can be ended with what it has started.
    detached: true,
  });
  const said = { stdout: '', stderr: '' };
  let over = false;
  atEnd(async () => {
    if (over || child.pid === undefined) return;
    // Then the test has failed, by its timeout or before, and the reason may be here.
    console.error(`${options.command.join(' ')} had not ended:\n${said.stderr.slice(-5_000)}`);
    process.kill(-child.pid, 'SIGKILL');
    await child;
  });
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = child.then(async ({ exitCode, signal, stdout, stderr }): Promise<ProgramEnd> => {
    over = true;
    const seconds = (Date.now() - began) / 1_000;
    const deadline = Date.now() + graceMs;
    // What the kernel is still tearing down has a moment; what goes on by itself stays beyond it.
    const processes = await until(
      () => Promise.resolve(processesOf(folder)),
      (left) => left.length === 0 || Date.now() > deadline,
    );
    return { exitCode, signal, stdout, stderr, seconds, processes, temporary: await readdir(temporary) };
  });
  // Whoever waits for it hears of it; a test that has given up does not.
  ended.catch(() => {});
  return {
    home,
    dataFolder: join(home, '.local/share/drover'),
    processes: () => processesOf(folder),
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** This environment without what would tell the program about this machine's user, but with npm's cache, which takes minutes to fill. */
async function inherited(): Promise<Record<string, string>> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(OPENAI|DROVER|TEMPORAL|XDG|VITEST|NODE_OPTIONS)/.test(name),
  ) as [string, string][];
  const cache = (await execa('npm', ['config', 'get', 'cache'])).stdout.trim();
  return {
    ...Object.fromEntries(kept),
    npm_config_cache: cache,
    TEMPORAL_CLI_PATH: inject('temporal').binary,
    // Newer versions of Node and npm keep a cache in the temporary folder.
    NODE_DISABLE_COMPILE_CACHE: '1',
  };
}
