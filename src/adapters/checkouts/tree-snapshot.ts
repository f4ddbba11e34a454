import type { BigIntStats } from 'node:fs';
import { lstat, rm, writeFile } from 'node:fs/promises';
import { walkTree } from '../walk-tree.ts';

/**
 * What a tree's files looked like before a command ran. A file that still has its inode, size and times was not touched, so that
 * only the others are read. The change time can't be set from inside a sandbox short of setting the machine's clock: every write,
 * chmod, rename and `touch` sets it to now. This is why no `git diff` runs in a tree that untrusted code wrote to: no git has to
 * be trusted there, and on large trees it is much faster.
 */
export type TreeSnapshot = {
  /** Files, links and the like that were there; no folders. */
  paths: ReadonlySet<string>;
  /** Whether it is as it was. False may be wrong, for files that were written in the moment of the snapshot; true is never wrong. */
  isUntouched(path: string, stats: BigIntStats): boolean;
};

/** Takes a snapshot of a tree. `probe` is the path of a file to write and remove: beside the tree, in the same file system. */
export async function takeSnapshot(tree: string, probe: string): Promise<TreeSnapshot> {
  const stamps = new Map<string, { stamp: string; changed: bigint }>();
  await walkTree(tree, {
    see: (path, stats) => {
      if (!stats.isDirectory()) stamps.set(path, { stamp: stampOf(stats), changed: stats.ctimeNs });
      return true;
    },
    cannotName: () => {},
  });
  const now = await fileSystemTime(probe);
  return {
    paths: new Set(stamps.keys()),
    isUntouched(path, stats) {
      const before = stamps.get(path);
      // A file system's clock moves in ticks of some milliseconds. What was written in the snapshot's own tick could be written
      // again in it and keep its change time, so it always counts as touched.
      return before !== undefined && before.changed < now && before.stamp === stampOf(stats);
    },
  };
}

function stampOf(stats: BigIntStats): string {
  return [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs, stats.mode].join(' ');
}

async function fileSystemTime(probe: string): Promise<bigint> {
  await writeFile(probe, '', { flag: 'wx' });
  const { ctimeNs } = await lstat(probe, { bigint: true });
  await rm(probe);
  return ctimeNs;
}
