import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { TreeEntry } from '../../ports/store.ts';
import { compareTrees } from './compare-trees.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';

/** With more differences than this, listing all files is faster. */
const mostDifferences = 2_000;

/**
 * The files of a commit, from those of another one that differs little: on a large repository git takes a hundred times as long to list all of
 * them with their sizes as to tell what differs. Undefined when it differs much.
 */
export async function listNext(
  git: Git,
  known: { commit: CommitId; list: TreeEntry[] },
  commit: CommitId,
): Promise<TreeEntry[] | undefined> {
  const differences = await compareTrees(git, known.commit, commit);
  if (differences.length > mostDifferences) return undefined;
  const present = differences.flatMap(({ path, after }) => (after === undefined ? [] : [{ path, ...after }]));
  const sizes = await sizesOf(git, present);
  const changed = new Map(present.map((entry, index) => [entry.path, { ...entry, bytes: sizes[index] ?? 0 }]));
  const removed = new Set(differences.filter(({ after }) => after === undefined).map(({ path }) => path));
  const next: TreeEntry[] = [];
  const added = differences.filter(({ before }) => before === undefined).flatMap(({ path }) => changed.get(path) ?? []);
  for (const entry of known.list) {
    while (added[0] !== undefined && isBefore(added[0].path, entry.path)) next.push(added.shift() as TreeEntry);
    if (!removed.has(entry.path)) next.push(changed.get(entry.path) ?? entry);
  }
  return [...next, ...added];
}

/** A submodule has no size here: its commit is in another repository. */
async function sizesOf(git: Git, entries: { mode: string; oid: string }[]): Promise<number[]> {
  const blobs = entries.filter(({ mode }) => mode !== '160000').map(({ oid }) => oid);
  if (blobs.length === 0) return entries.map(() => 0);
  const end = await git.plumbing(['cat-file', '--batch-check=%(objectname) %(objectsize)'], {
    stdin: `${blobs.join('\n')}\n`,
  });
  const lines = Buffer.from(outputOf('Looking at sizes', end)).toString().trimEnd().split('\n');
  const sizes = new Map(
    lines.map((line) => {
      const [oid = '', size = ''] = line.split(' ');
      if (!/^\d+$/.test(size)) throw new Failure('Broken', `Looking at sizes: git answered ${JSON.stringify(line)}.`);
      return [oid, Number(size)];
    }),
  );
  return entries.map(({ oid }) => sizes.get(oid) ?? 0);
}

/** git's order is that of bytes; for paths of ASCII that is JavaScript's. */
function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
