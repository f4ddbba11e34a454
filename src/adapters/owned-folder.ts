import { mkdir, stat } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { isMissing } from './is-missing.ts';
import { listFolder } from './list-folder.ts';
import { isRunning, ownIdentity } from './process-identity.ts';
import { removeTree } from './remove-tree.ts';

const namePattern = /^([0-9a-f]{8})-([1-9]\d*)-(\d+)-[0-9a-f]{16}$/;

/** How long a folder of another machine or container is kept: far longer than any activity may take. */
const foreignAgeMs = 24 * 60 * 60 * 1_000;

/** Makes an empty folder below `parent` whose name says which process it belongs to. Returns its absolute path. */
export async function makeOwnedFolder(parent: string): Promise<string> {
  const { place, pid, started } = await ownIdentity();
  const folder = join(resolve(parent), `${place}-${pid}-${started}-${randomBytes(8).toString('hex')}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * Removes the owned folders below `parent` whose process has ended, and returns how many. Whether it has can be seen for processes
 * of the same boot and container alone; folders from elsewhere go when they were made more than a day ago. Other names are kept.
 */
export async function sweepOwnedFolders(parent: string): Promise<number> {
  const { place } = await ownIdentity();
  let removed = 0;
  for (const { name } of await listFolder(parent)) {
    const [, itsPlace = '', pid, started = ''] = namePattern.exec(name) ?? [];
    if (pid === undefined) continue;
    const folder = join(parent, name);
    const inUse = itsPlace === place ? await isRunning({ place, pid: Number(pid), started }) : await isYoung(folder);
    if (inUse) continue;
    await removeTree(folder);
    removed += 1;
  }
  return removed;
}

/** Removes this process's own folders below `parent`: for its orderly end, when it uses none of them any more. */
export async function removeOwnFolders(parent: string): Promise<void> {
  const { place, pid, started } = await ownIdentity();
  for (const { name } of await listFolder(parent))
    if (name.startsWith(`${place}-${pid}-${started}-`)) await removeTree(join(parent, name));
}

async function isYoung(folder: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(folder)).mtimeMs < foreignAgeMs;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}
