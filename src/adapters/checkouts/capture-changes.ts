import type { BigIntStats } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { refusePath } from '../../core/paths/refuse-path.ts';
import type { FileChange, FileMode } from '../../domain/file-change.ts';
import type { Capture } from '../../ports/checkouts.ts';
import type { TreeEntry } from '../../ports/store.ts';
import { foldersOf } from '../commit-index.ts';
import type { CommitIndex } from '../commit-index.ts';
import type { Candidates } from './candidates.ts';
import { fittingChanges } from './fitting-changes.ts';
import type { FoundChange } from './found-change.ts';
import { collectLeftOut } from '../left-out.ts';
import type { LeftOut } from '../left-out.ts';
import { blobId, blobIdOf, readRegularFile } from './read-regular-file.ts';

const maxFiles = 2_000;
const maxBytes = 32 * 1024 * 1024;

type Rules = {
  index: CommitIndex;
  mayChange: (path: string) => boolean | string;
  /** Looks for what may have changed, without reading contents. */
  find: (leftOut: LeftOut) => Promise<Candidates>;
};

/**
 * What commands changed in a checkout; the contents lie in `tree`. All of it is hostile: no link is followed, nothing but regular files and removals is taken,
 * no path outside of `mayChange`, and nothing at all when it is more than 2,000 files or 32 MiB: half a change would be worse.
 * The changes are sorted by path, removals first, so that a folder can take a file's place.
 */
export async function captureChanges(tree: string, rules: Rules): Promise<Capture> {
  const leftOut = collectLeftOut();
  const candidates = await rules.find(leftOut);
  const found = [...findRemovals(candidates, rules, leftOut), ...(await findWrites(tree, candidates, rules, leftOut))];
  const fitting = fittingChanges(found, rules.index, leftOut);

  const bytes = fitting.reduce((sum, change) => sum + (change.kind === 'write' ? change.bytes : 0), 0);
  if (fitting.length > maxFiles || bytes > maxBytes) {
    return { changes: [], leftOut: [{ path: '.', reason: overTheCap(fitting.length, bytes) }] };
  }
  const changes: FileChange[] = [];
  for (const change of fitting) {
    if (change.kind === 'delete') changes.push(change);
    else
      changes.push({
        kind: 'write',
        path: change.path,
        mode: change.mode,
        content: await readRegularFile(join(tree, change.path)),
      });
  }
  return { changes, leftOut: leftOut.lines() };
}

function findRemovals({ missing, touched }: Candidates, rules: Rules, leftOut: LeftOut): FoundChange[] {
  // Where a link or a pipe, which is not taken, stands in the place of a folder, the folder's files were not meant to go.
  const isHidden = (path: string) => foldersOf(path).some((folder) => touched.get(folder)?.isFile() === false);
  const removed: FoundChange[] = [];
  for (const path of missing.sort()) {
    if (isHidden(path)) continue;
    const refused = refuse(path, rules);
    if (refused === undefined) removed.push({ kind: 'delete', path });
    else leftOut.add(path, `it was removed, but ${refused}`);
  }
  return removed;
}

async function findWrites(
  tree: string,
  { touched }: Candidates,
  rules: Rules,
  leftOut: LeftOut,
): Promise<FoundChange[]> {
  const written: FoundChange[] = [];
  for (const [path, stats] of [...touched].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = rules.index.entries.get(path);
    const mode = (stats.mode & 0o100n) === 0n ? '100644' : '100755';
    if (entry !== undefined && (await isEqual(join(tree, path), stats, mode, entry))) continue;
    const refused = refuseKind(stats) ?? refuse(path, rules);
    if (refused !== undefined) {
      leftOut.add(path, refused);
      continue;
    }
    if ((stats.mode & 0o7000n) !== 0n)
      leftOut.add(path, 'its content is taken, its set-user-ID, set-group-ID and sticky bits are not');
    written.push({ kind: 'write', path, mode, bytes: Number(stats.size) });
  }
  return written;
}

/** Whether a touched file is what the commit has, after all: the checkout's bytes are raw, so git's id of them tells. */
async function isEqual(path: string, stats: BigIntStats, mode: FileMode, entry: TreeEntry): Promise<boolean> {
  if (stats.isSymbolicLink())
    return entry.mode === '120000' && blobId(await readlink(path, { encoding: 'buffer' })) === entry.oid;
  if (!stats.isFile() || !entry.mode.startsWith('100')) return false;
  // Old repositories hold modes like 100664; the owner's right to execute is all that git knows of a mode.
  const modeBefore = entry.mode === '100755' ? '100755' : '100644';
  return mode === modeBefore && stats.size === BigInt(entry.bytes) && (await blobIdOf(path)) === entry.oid;
}

function refuseKind(stats: BigIntStats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isSymbolicLink()) return 'a symbolic link is never taken';
  if (stats.isFIFO()) return 'a named pipe is never taken';
  if (stats.isSocket()) return 'a socket is never taken';
  return 'a device file is never taken';
}

function refuse(path: string, { index, mayChange }: Rules): string | undefined {
  const allowed = mayChange(path);
  if (allowed !== true) return allowed === false ? 'it is outside of what the module may change' : allowed;
  return refusePath(path, index.entries.has(path));
}

function overTheCap(files: number, bytes: number): string {
  const [f, b, mostFiles, mostBytes] = [files, bytes, maxFiles, maxBytes].map((count) => count.toLocaleString('en-US'));
  return `nothing is taken: ${f} files of ${b} bytes in all changed, and at most ${mostFiles} files and ${mostBytes} bytes are taken`;
}
