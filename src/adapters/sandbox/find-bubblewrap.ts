import { findProgram } from '../find-program.ts';

/** The absolute path of `bwrap` on a PATH; undefined when it is not installed. */
export function findBubblewrap(path: string | undefined): string | undefined {
  return findProgram('bwrap', path);
}
