import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
    const owner = await take(own, lock);
    if (owner !== undefined) {
      throw new Failure(
        'InputRefused',
        `Another ${what} (process ${owner.pid}) runs in ${folder}. Wait for it, or set DROVER_DATA to another folder.`,
      );
    }
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(lock, { force: true });
}

const againMs = 10;

/** Makes the lock, unless a living process has it, which is returned. A dead one's is taken away by one process at a time: it has a lock of its own. */
async function take(own: string, lock: string): Promise<ProcessIdentity | undefined> {
  const guard = `${lock}.taking`;
  // Linking makes the lock with its content in one step, and only one of two that start at the same moment succeeds.
  while (!(await make(own, lock))) {
    const found = await look(lock);
    if (found.kind === 'alive') return found.owner;
    if (found.kind === 'none') continue;
    if ((await take(own, guard)) !== undefined) {
      await sleep(againMs);
      continue;
    }
    try {
      // Somebody else may have been here between the look and the guard. Under it, what is dead stays as it is.
      if ((await look(lock)).kind === 'dead') await rm(lock, { force: true });
    } finally {
      await rm(guard, { force: true });
    }
  }
  return undefined;
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

type Found = { kind: 'none' } | { kind: 'dead' } | { kind: 'alive'; owner: ProcessIdentity };

/** Whose lock it is. One that nobody can read is a dead one's: a lock is never there without its content. */
async function look(lock: string): Promise<Found> {
  let text: string;
  try {
    text = await readFile(lock, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'none' };
    throw error;
  }
  const owner = parseOwner(text);
  return owner !== undefined && (await isAlive(owner)) ? { kind: 'alive', owner } : { kind: 'dead' };
}

function parseOwner(text: string): ProcessIdentity | undefined {
  try {
    const owner = JSON.parse(text) as Partial<ProcessIdentity>;
    return typeof owner.pid === 'number' ? { place: '', started: '0', ...owner, pid: owner.pid } : undefined;
  } catch {
    return undefined;
  }
}

/** Process numbers mean something in their own place alone; a lock from another boot or container is taken for a dead one's. */
async function isAlive(owner: ProcessIdentity): Promise<boolean> {
  return owner.place === (await ownIdentity()).place && (await isRunning(owner));
}
