import { join } from 'node:path';
import { sweepOwnedFolders } from '../owned-folder.ts';

/** Removes what killed processes left of environments that they were making, and returns how many. For a worker's start. */
export async function sweepEnvironments(folder: string): Promise<number> {
  return sweepOwnedFolders(join(folder, 'work'));
}
