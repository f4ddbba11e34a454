import type { BigIntStats } from 'node:fs';
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as othersTurn } from 'node:timers/promises';
import { isMissing } from './is-missing.ts';

/** Linux takes paths of 4,095 bytes; the rest is for the folder above the tree. */
const maxPathBytes = 3_500;
/** Then this process's other work has a turn: about a millisecond. */
const statsAtOnce = 256;

type TreeVisitor = {
  /** Called for everything in the tree, a folder before what is in it; `path` is relative, with slashes. Says whether to go into a folder. */
  see(path: string, stats: BigIntStats): boolean;
  /** Called for what can't be named. */
  cannotName(path: string, reason: string): void;
};

/**
 * Walks through a tree in which untrusted commands wrote: by lstat alone, so that no link is ever followed. Nothing may write to it
 * meanwhile. Folders that their owner can't read are made readable, since all that is in them would look deleted otherwise.
 */
export async function walkTree(root: string, visitor: TreeVisitor): Promise<void> {
  const folders = [''];
  let seen = 0;
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    for (const name of nameable(current, readdirSync(join(root, current), { encoding: 'buffer' }), visitor)) {
      seen += 1;
      if (seen % statsAtOnce === 0) await othersTurn();
      const path = current === '' ? name : `${current}/${name}`;
      const entry = statsOf(join(root, path));
      if (entry === undefined || !visitor.see(path, entry) || !entry.isDirectory()) continue;
      if ((entry.mode & 0o500n) !== 0o500n) chmodSync(join(root, path), 0o700);
      folders.push(path);
    }
  }
}

/** The names that are UTF-8 (git's paths can be any bytes, Drover's are text) and lead to paths that the system takes. */
function nameable(folder: string, names: Buffer[], visitor: TreeVisitor): string[] {
  return names.flatMap((bytes) => {
    const name = bytes.toString('utf8');
    const path = folder === '' ? name : `${folder}/${name}`;
    if (!Buffer.from(name, 'utf8').equals(bytes)) {
      visitor.cannotName(path, 'its name is not UTF-8');
      return [];
    }
    if (Buffer.byteLength(path) > maxPathBytes) {
      visitor.cannotName(path, `its path is longer than ${maxPathBytes} bytes`);
      return [];
    }
    return [name];
  });
}

/** Without a promise: for a file that is looked at in microseconds, one costs five times as much as the look. */
function statsOf(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
