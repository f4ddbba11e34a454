import { spawn } from 'node:child_process';
import type { GitEnd, PlumbingOptions } from './git.ts';
import { hardening, storeEnvironment, type OperatorEnvironment } from './git-environment.ts';
import type { CatFile } from './object-reader.ts';
import { runProgram } from '../programs/run-program.ts';

const settings = hardening.flatMap((setting) => ['-c', setting]);

/**
 * Runs git with standard input and raw bytes on standard output, without simple-git, which has no way to write to a process's
 * standard input; and most plumbing reads its operands there: file names with any character, thousands of them, that no
 * argument list could carry.
 */
export function runPlumbing(
  folder: string,
  operator: OperatorEnvironment,
  args: string[],
  options: PlumbingOptions,
): Promise<GitEnd> {
  const [program, ...before] = [...(options.startedBy ?? []), 'git'] as [string, ...string[]];
  return runProgram(program, [...before, ...settings, ...args], {
    cwd: options.cwd ?? folder,
    env: {
      ...storeEnvironment(folder, operator),
      ...(options.index === undefined ? {} : { GIT_INDEX_FILE: options.index }),
      ...options.env,
    },
    input: options.stdin ?? '',
  });
}

/** Starts the git process that an object reader asks. */
export function startCatFile(folder: string, operator: OperatorEnvironment): CatFile {
  const args = [...settings, 'cat-file', '--batch', '-z'];
  return spawn('git', args, { cwd: folder, env: storeEnvironment(folder, operator), stdio: ['pipe', 'pipe', 'pipe'] });
}
