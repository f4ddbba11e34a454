import type { FailureType } from '../../domain/failure.ts';
import type { ProgramEnd, ProgramOptions } from './run-program.ts';

/** To a program host. */
export type HostRequest = { id: number; program: string; args: string[]; options: ProgramOptions };

/** From a program host. */
export type HostAnswer =
  | { id: number; end: ProgramEnd }
  | { id: number; failure: { type: FailureType; message: string } };
