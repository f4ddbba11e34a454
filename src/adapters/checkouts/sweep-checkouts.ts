import { sweepOwnedFolders } from '../owned-folder.ts';

/**
 * Removes the checkouts that processes left behind when they were killed, and returns how many. For a worker's start; checkouts of
 * workers that run are kept: a checkout's name holds its process's number and start time, which are compared with those that run.
 */
export async function sweepCheckouts(folder: string): Promise<number> {
  return sweepOwnedFolders(folder);
}
