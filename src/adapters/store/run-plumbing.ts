import { execa } from 'execa';
import { Failure } from '../../domain/failure.ts';
import type { GitEnd, PlumbingOptions } from './git.ts';
import { hardening, storeEnvironment, type OperatorEnvironment } from './git-environment.ts';

/** More than this is not a source repository's answer to any question that the store asks. */
const outputLimitBytes = 1024 ** 3;

/**
 * Runs git with standard input and raw bytes on standard output. execa and not simple-git, because simple-git has no way
 * to write to a process's standard input, and most plumbing reads its operands there: file names with any character,
 * thousands of them, that no argument list could carry.
 */
export async function runPlumbing(
  folder: string,
  operator: OperatorEnvironment,
  args: string[],
  options: PlumbingOptions,
): Promise<GitEnd> {
  const [program, ...before] = [...(options.startedBy ?? []), 'git'] as [string, ...string[]];
  const end = await execa(program, [...before, ...hardening.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: options.cwd ?? folder,
    env: {
      ...storeEnvironment(folder, operator),
      ...(options.index === undefined ? {} : { GIT_INDEX_FILE: options.index }),
      ...options.env,
    },
    extendEnv: false,
    input: options.stdin ?? '',
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: outputLimitBytes,
    reject: false,
  });
  if (end.exitCode === undefined && end.signal === undefined) {
    throw new Failure(
      'Broken',
      `'${program}' could not be run: ${end.shortMessage}. Is git installed and on the PATH?`,
      {
        cause: end,
      },
    );
  }
  return { exitCode: end.exitCode, stdout: end.stdout, stderr: Buffer.from(end.stderr).toString() };
}
