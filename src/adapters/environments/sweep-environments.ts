import { join } from 'node:path';
import { sweepOwnedFolders } from '../owned-folder.ts';
import { discardUnused } from './discard-unused.ts';

/** Removes what killed processes left of environments that they were making, and those that nothing has used for long; returns how many. For a worker's start. */
export async function sweepEnvironments(folder: string): Promise<number> {
  return (await sweepOwnedFolders(join(folder, 'work'))) + (await discardUnused(folder));
}
