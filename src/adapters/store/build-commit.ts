import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { FileChange } from '../../domain/file-change.ts';
import type { CommitId, TreeId } from '../../domain/ids.ts';
import type { CommitInput } from '../../ports/store.ts';
import { checkChanges } from './check-changes.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { lineOf, outputOf } from './git-failure.ts';
import { withScratch } from './scratch.ts';
import { splitRecords } from './split-records.ts';
import { writeBlobs } from './write-blobs.ts';
import { writeCommit, type Identity } from './write-commit.ts';

// Temporary indexes needn't survive a power cut; objects and refs must.
const onIndex = ['-c', 'core.fsync=all,-index'];
const noId = '0'.repeat(40);

/**
 * Builds a child of `parent` at object level, in a temporary index: six short git processes, two pairs of them side by side.
 * Returns `parent` if nothing changes. Throws `InputRefused` for paths that can't be written or that exclude each other.
 */
export async function buildCommit(
  git: Git,
  parent: CommitId,
  changes: FileChange[],
  input: CommitInput,
  identity: Identity,
): Promise<CommitId> {
  checkId(parent);
  checkChanges(changes);
  if (changes.length === 0) return parent;
  const tree = await withScratch(git, (scratch) => buildTree(git, scratch, parent, changes));
  return tree === undefined ? parent : writeCommit(git, tree, parent, input, identity);
}

async function buildTree(
  git: Git,
  scratch: string,
  parent: CommitId,
  changes: FileChange[],
): Promise<TreeId | undefined> {
  const index = join(scratch, 'index');
  const [read, blobs] = await Promise.all([
    git.plumbing([...onIndex, 'read-tree', parent], { index }),
    writeBlobs(git, scratch, changes),
  ]);
  outputOf(`Reading commit ${parent}`, read);
  const update = [...onIndex, 'update-index', '-z', '--index-info'];
  const updated = await git.plumbing(update, { index, stdin: indexInfo(changes, blobs) });
  outputOf('Changing files', updated);
  checkNothingIgnored(updated.stderr);
  const [changed, tree] = await Promise.all([
    git.plumbing(['diff-index', '--cached', '--name-only', '--no-renames', '-z', parent], { index }),
    git.plumbing([...onIndex, 'write-tree'], { index }),
  ]);
  const paths = splitRecords(outputOf('Comparing the new tree with its parent', changed));
  checkNothingElseChanged(paths, changes);
  const id = lineOf('Writing the tree', tree);
  return paths.length === 0 ? undefined : id;
}

/** The lines of `update-index --index-info`; deletions first, so that a folder can take a deleted file's place and the other way round. */
function indexInfo(changes: FileChange[], blobs: Map<FileChange, string>): string {
  const deletions = changes.filter((change) => change.kind === 'delete').map((change) => `0 ${noId}\t${change.path}\0`);
  const writes = changes.flatMap((change) =>
    change.kind === 'write' ? [`${change.mode} ${blobs.get(change) ?? noId}\t${change.path}\0`] : [],
  );
  return [...deletions, ...writes].join('');
}

/** git leaves out a name that some file system takes for `.git`, says so, and ends with exit code 0 as if all were well. */
function checkNothingIgnored(stderr: string): void {
  const [, ignored] = /^Ignoring path (.*)$/m.exec(stderr) ?? [];
  if (ignored === undefined) return;
  throw new Failure(
    'InputRefused',
    `The path '${ignored}' can't be written: a file system may take a part of it for '.git'. Use another name.`,
  );
}

/**
 * In an index, a file at `a` silently removes everything below `a/`, and the other way round. Whether a step may change a path is
 * decided by the changes that it names, so anything else that changed is refused here.
 */
function checkNothingElseChanged(paths: string[], changes: FileChange[]): void {
  const named = new Set(changes.map((change) => change.path));
  const unnamed = paths.find((path) => !named.has(path));
  if (unnamed === undefined) return;
  throw new Failure(
    'InputRefused',
    `The changes would remove ${JSON.stringify(unnamed)}, since a file and a folder can't have the same name. Delete it explicitly.`,
  );
}
