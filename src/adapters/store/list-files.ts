import { Failure } from '../../domain/failure.ts';
import type { CommitId } from '../../domain/ids.ts';
import type { TreeEntry } from '../../ports/store.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { outputOf } from './git-failure.ts';
import { splitRecords } from './split-records.ts';

/** All files of a commit in the byte order of their paths. A submodule's entry has 0 bytes. */
export async function listFiles(git: Git, commit: CommitId): Promise<TreeEntry[]> {
  const end = await git.plumbing(['ls-tree', '-r', '-z', '-l', '--full-tree', checkId(commit)]);
  return splitRecords(outputOf(`Listing commit ${commit}`, end)).map((record) => {
    const match = /^(\d{6}) \w+ ([0-9a-f]{40}) +(\d+|-)\t([^]+)$/.exec(record);
    if (match === null)
      throw new Failure('Broken', `Listing commit ${commit}: git answered ${JSON.stringify(record)}.`);
    const [, mode = '', oid = '', size = '', path = ''] = match;
    return { path, mode, oid, bytes: size === '-' ? 0 : Number(size) };
  });
}
