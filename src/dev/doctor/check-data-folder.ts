import { access, constants, open, rm, statfs } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { isMissing } from '../../adapters/is-missing.ts';
import { unfinishedPrefix } from '../../adapters/write-durably.ts';
import type { Check } from './check.ts';

const gibibyte = 2 ** 30;
const needed = 1;
const comfortable = 5;
/** File systems of the network, by their kernel numbers: NFS, SMB and CIFS. SQLite's locks don't hold there. */
const network = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/** Whether the data folder can be written, and has room. It is not made when it is not there yet. */
export async function checkDataFolder(folder: string): Promise<Check> {
  const name = 'data folder';
  const wayOut = 'Set DROVER_DATA to a folder of yours on a local disk with room.';
  try {
    const nearest = await nearestThatExists(folder);
    if (nearest === folder) await tryToWrite(folder);
    else await access(nearest, constants.W_OK | constants.X_OK);
    const { bavail, bsize, type } = await statfs(nearest);
    const free = (bavail * bsize) / gibibyte;
    const room = `${free.toFixed(free < 10 ? 1 : 0)} GiB free`;
    const where = nearest === folder ? folder : `${folder} (will be made)`;
    if (free < needed)
      return { name, state: 'failed', says: `${where} has only ${room}, and needs ${needed} at least.`, wayOut };
    if (network.has(type)) {
      return {
        name,
        state: 'warning',
        says: `${where} is on a network file system, where locks may not hold.`,
        wayOut,
      };
    }
    if (free < comfortable) return { name, state: 'warning', says: `${where}, with only ${room}.`, wayOut };
    return { name, state: 'ok', says: `${where}, ${room}` };
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    return { name, state: 'failed', says: `${folder} can't be written (${why}).`, wayOut };
  }
}

async function nearestThatExists(folder: string): Promise<string> {
  try {
    await access(folder);
    return folder;
  } catch (error) {
    if (!isMissing(error) || dirname(folder) === folder) throw error;
    return nearestThatExists(dirname(folder));
  }
}

/** A real write, to the disk: rights alone say nothing of a full or read-only one. */
async function tryToWrite(folder: string): Promise<void> {
  const path = join(folder, `${unfinishedPrefix}${randomUUID()}`);
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile('doctor');
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
