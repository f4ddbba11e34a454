import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder touches its lock this often; a lock that nobody has touched for `staleMs` belongs to a process that was killed. */
const touchMs = 1_000;
const staleMs = 10_000;

/**
 * Runs `action` while no other process is setting up the same checkout. The lock is a folder (making one is atomic); it
 * is kept alive by touching it instead of by a process id, which could be another container's or used again.
 *
 * @template T
 * @param {string} root the checkout
 * @param {(line: string) => void} say told once when it has to wait
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withSetUpLock(root, say, action) {
  const folder = join(root, '.dist-lock');
  const owner = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  for (let told = false; !(await take(folder, owner)); await sleep(100)) {
    if (await removeStale(folder)) continue;
    if (!told) say(`another process is setting up ${root}; waiting for it.`);
    told = true;
  }
  const toucher = setInterval(() => void utimes(folder, new Date(), new Date()).catch(() => {}), touchMs);
  try {
    return await action();
  } finally {
    clearInterval(toucher);
    if ((await ownerOf(folder)) === owner) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {string} owner
 */
async function take(folder, owner) {
  try {
    await mkdir(folder);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(folder, 'owner'), owner);
  return true;
}

/** @param {string} folder */
async function ownerOf(folder) {
  return readFile(join(folder, 'owner'), 'utf8').catch(() => undefined);
}

/**
 * Moves the folder aside before removing it, so that of several processes that find it stale only one removes it.
 *
 * @param {string} folder
 */
async function removeStale(folder) {
  const seen = await stat(folder).catch(() => undefined);
  if (!seen || Date.now() - seen.mtimeMs < staleMs) return false;
  const aside = `${folder}-${process.pid}`;
  await rename(folder, aside).catch(() => {});
  await rm(aside, { recursive: true, force: true });
  return true;
}
