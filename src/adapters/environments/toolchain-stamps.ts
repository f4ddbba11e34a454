import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What setups run and link against. Of other programs a change is not seen; `inputs` with a file that names their version helps there. */
const programs = ['node', 'npm', 'python3', 'java', 'mvn', 'gradle', 'go', 'cargo', 'rustc', 'ruby', 'make', 'gcc'];

/**
 * The well-known programs as a command would find them, each with what changes when another version is installed: where it really is,
 * its size and when it was written. About a hundred looks at the file system, below a millisecond.
 */
export function toolchainStamps(path: string[]): string[][] {
  return programs.flatMap((program) => {
    for (const folder of path) {
      const place = join(folder, program);
      const stats = statSync(place, { throwIfNoEntry: false });
      if (stats?.isFile() === true) return [[program, realpathSync(place), String(stats.size), String(stats.mtimeMs)]];
    }
    return [];
  });
}
