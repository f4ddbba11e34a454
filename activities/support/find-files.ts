import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathMatcher } from '../../src/core/paths/path-matcher.ts';

/** Far more than checkouts with their build folders have; what a hostile command makes beyond is not looked at. */
const maxEntries = 500_000;

/** The regular files that match, each with a stamp that changes with every write: inode, size and times. */
export type FoundFiles = {
  stamps: Map<string, string>;
  /** False when there was too much to look at. */ complete: boolean;
};

/**
 * Finds the files below a folder that match one of the patterns (relative, with slashes). No link is followed, neither in the tree nor on the
 * way into it, since untrusted commands write there; none may run meanwhile. Only below the patterns' fixed beginnings is looked, and not in
 * folders that are passed over by their name.
 */
export async function findFiles(
  root: string,
  patterns: string[],
  passOver: ReadonlySet<string> = new Set(),
): Promise<FoundFiles> {
  const wanted = patterns.map((pattern) => pattern.replace(/^(\.\/)+/, ''));
  const matches = pathMatcher(wanted);
  const stamps = new Map<string, string>();
  const pending = outermost(await Promise.all(wanted.map((pattern) => fixedBeginning(root, pattern))));
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    seen += entries.length;
    if (seen > maxEntries) return { stamps, complete: false };
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !passOver.has(entry.name)) pending.push(path);
      else if (entry.isFile() && matches(path)) stamps.set(path, await stampOf(join(root, path)));
    }
  }
  return { stamps, complete: true };
}

/** The folders that are not inside of another one of them. */
function outermost(folders: (string | undefined)[]): string[] {
  const all = [...new Set(folders.filter((folder) => folder !== undefined))];
  return all.filter(
    (folder) => !all.some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`))),
  );
}

/** The deepest folder that the pattern names without a wildcard; undefined when it is not there, or when a link is. */
async function fixedBeginning(root: string, pattern: string): Promise<string | undefined> {
  const parts = pattern.split('/').slice(0, -1);
  const end = parts.findIndex((part) => !/^[\w.@ -]+$/.test(part) || part === '.' || part === '..');
  const fixed = end < 0 ? parts : parts.slice(0, end);
  for (const index of fixed.keys()) {
    const stats = await lstat(join(root, ...fixed.slice(0, index + 1))).catch(() => undefined);
    if (stats?.isDirectory() !== true) return undefined;
  }
  return fixed.join('/');
}

/** The change time can't be set from inside a sandbox, so that no command can make a new file look old, or the other way round. */
async function stampOf(path: string): Promise<string> {
  const stats = await lstat(path, { bigint: true }).catch(() => undefined);
  return stats === undefined ? '' : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');
}
