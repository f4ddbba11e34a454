import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, ownIdentity, type ProcessIdentity } from '../../adapters/process-identity.ts';
import { Failure } from '../../domain/failure.ts';

/**
 * Makes a folder this process's own until the returned function is called: two Temporal servers on one database would damage it. A lock whose
 * process has ended does not count. Throws `InputRefused`; `what` names what may run there once.
 */
export async function lockFolder(folder: string, what: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const lock = join(folder, 'lock');
  const own = `${lock}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await writeFile(own, JSON.stringify(await ownIdentity()));
  try {
    // Linking makes the lock with its content in one step, and only one of two that start at the same moment succeeds.
    while (!(await make(own, lock))) {
      const owner = await ownerOf(lock);
      if (owner !== undefined && (await isAlive(owner))) {
        throw new Failure(
          'InputRefused',
          `Another ${what} (process ${owner.pid}) runs in ${folder}. Wait for it, or set DROVER_DATA to another folder.`,
        );
      }
      await takeAway(lock, own);
    }
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(lock, { force: true });
}

async function make(own: string, lock: string): Promise<boolean> {
  try {
    await link(own, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead process's lock away. Another one may have done so first and made its own: that is put back. */
async function takeAway(lock: string, own: string): Promise<void> {
  const aside = `${own}.stale`;
  try {
    await rename(lock, aside);
  } catch {
    // Somebody else was faster.
    return;
  }
  const owner = await ownerOf(aside);
  if (owner !== undefined && (await isAlive(owner))) await make(aside, lock);
  await rm(aside, { force: true });
}

async function ownerOf(lock: string): Promise<ProcessIdentity | undefined> {
  try {
    const owner = JSON.parse(await readFile(lock, 'utf8')) as Partial<ProcessIdentity>;
    return typeof owner.pid === 'number' ? { place: '', started: '0', ...owner, pid: owner.pid } : undefined;
  } catch {
    return undefined;
  }
}

/** Process numbers mean something in their own place alone; a lock from another boot or container is taken for a dead one's. */
async function isAlive(owner: ProcessIdentity): Promise<boolean> {
  return owner.place === (await ownIdentity()).place && (await isRunning(owner));
}
