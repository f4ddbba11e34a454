import { rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../is-missing.ts';
import { listFolder } from '../list-folder.ts';
import { makeOwnedFolder } from '../owned-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { isForOneUse } from './environment-folder.ts';

const day = 24 * 60 * 60 * 1_000;

/** How long an environment is kept after its last use: one that was made for a single verification serves no other one. */
const keptMs = { once: day, shared: 30 * day };

/** Notes that an environment is used now. One that has just vanished is no error here: who uses it will see. */
export async function noteUse(environment: string): Promise<void> {
  const now = new Date();
  await utimes(environment, now, now).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/**
 * Removes the finished environments that nothing has used for long, and returns how many: a day for one with a salt, thirty for others, which is longer
 * than any step that uses one. `folder` holds `ready/` and `work/`; `now` is in milliseconds.
 */
export async function discardUnused(folder: string, now: number = Date.now()): Promise<number> {
  let discarded = 0;
  for (const { name } of await listFolder(join(folder, 'ready'))) {
    const environment = join(folder, 'ready', name);
    const used = await usedAt(environment);
    if (used === undefined || now - used < keptMs.once) continue;
    if (now - used < keptMs.shared && !(await isForOneUse(environment))) continue;
    // Out of its place by one rename, so that nobody finds half of it.
    const work = await makeOwnedFolder(join(folder, 'work'));
    await rename(environment, join(work, 'discarded'));
    await removeTree(work);
    discarded += 1;
  }
  return discarded;
}

async function usedAt(environment: string): Promise<number | undefined> {
  try {
    return (await stat(environment)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
