import { Failure } from '../../domain/failure.ts';
import type { CommitId, TreeId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';

/** The tree of a commit. Throws `Broken` when the store has no such commit. */
export async function treeOf(git: Git, commit: CommitId): Promise<TreeId> {
  const [tree] = await git.objects([`${checkId(commit)}^{tree}`]);
  if (tree === undefined) throw new Failure('Broken', `The store has no commit ${commit}.`);
  return tree.oid;
}
