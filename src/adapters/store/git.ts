import type { OperatorEnvironment } from './git-environment.ts';
import type { ProgramEnd } from '../programs/run-program.ts';
import { objectReader, type ReadObjects } from './object-reader.ts';
import { runPlumbing, startCatFile } from './run-plumbing.ts';
import { runPorcelain } from './run-porcelain.ts';

/** How a git process ended. */
export type GitEnd = ProgramEnd;

export type PlumbingOptions = {
  stdin?: Uint8Array | string;
  /** The temporary index to work on; the store has none of its own. */
  index?: string;
  /** The working folder; the store's by default. */
  cwd?: string;
  /** More variables, for instance the author's. */
  env?: Record<string, string>;
  /** A program with its arguments that git is started by (see `ref-transaction.ts`). */
  startedBy?: [program: string, ...argumentsOfIt: string[]];
};

export type PorcelainOptions = {
  /** `network` lets git see the operator's credentials and configuration; everything else runs without them. */
  reach?: 'store' | 'network';
  signal?: AbortSignal;
};

/**
 * The one way in which git is started: a clean environment, hooks and monitors off, fixed argument lists. Neither method
 * throws because of an exit code; the caller judges the end.
 */
export type Git = {
  /** The private bare repository. */
  readonly folder: string;
  /** Reads objects, without a process for each question. */
  objects: ReadObjects;
  plumbing(args: string[], options?: PlumbingOptions): Promise<GitEnd>;
  porcelain(args: string[], options?: PorcelainOptions): Promise<GitEnd>;
};

export function gitIn(folder: string, operator: OperatorEnvironment): Git {
  return {
    folder,
    objects: objectReader(() => startCatFile(folder, operator)),
    plumbing: (args, options = {}) => runPlumbing(folder, operator, args, options),
    porcelain: (args, options = {}) => runPorcelain(folder, operator, args, options),
  };
}
