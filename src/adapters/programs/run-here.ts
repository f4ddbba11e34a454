import { spawn } from 'node:child_process';
import { Failure } from '../../domain/failure.ts';
import { notStarted } from './not-started.ts';
import type { RunProgram } from './run-program.ts';

/** More than this is not a source repository's answer to any question that the store asks. */
const outputLimitBytes = 1024 ** 3;

/**
 * Runs a short program to its end, as a child of this process. Node's own `spawn` and not execa: the store starts dozens of processes for a module, and execa's comfort
 * (streams, signals and errors of its own for each) takes Node four times the processor time of the start itself.
 * Throws when the program can't be run; its exit code is the caller's to judge.
 */
export const runHere: RunProgram = (program, args, { cwd, env, input }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env });
    child.once('error', (cause) => reject(notStarted(program, cause)));
    // One that could not be started has no streams.
    if (child.pid === undefined) return;
    const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
    let bytes = 0;
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > outputLimitBytes) child.kill('SIGKILL');
        else chunks[name].push(chunk);
      });
    }
    child.once('close', (code) => {
      if (bytes > outputLimitBytes)
        return reject(new Failure('Broken', `'${program}' wrote more than ${outputLimitBytes} bytes.`));
      resolve({
        exitCode: code ?? undefined,
        stdout: Buffer.concat(chunks.stdout),
        stderr: Buffer.concat(chunks.stderr).toString(),
      });
    });
    // A program that needs no input, or fails, may end before it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
