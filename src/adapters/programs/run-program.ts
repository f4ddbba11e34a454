import { runHere } from './run-here.ts';

export type ProgramOptions = { cwd: string; env: Record<string, string>; input: Uint8Array | string };

/** How a program ended. `exitCode` is undefined when a signal killed it. */
export type ProgramEnd = { exitCode: number | undefined; stdout: Uint8Array; stderr: string };

export type RunProgram = (program: string, args: string[], options: ProgramOptions) => Promise<ProgramEnd>;

let run: RunProgram = runHere;

/**
 * Runs a short program to its end: as a child of this process, or of its program host where it has one (see `startProgramHost`). Throws when the
 * program can't be run; its exit code is the caller's to judge.
 */
export const runProgram: RunProgram = (program, args, options) => run(program, args, options);

/** Lets all programs of this process be run in another way from now on. */
export function runProgramsBy(other: RunProgram = runHere): void {
  run = other;
}
