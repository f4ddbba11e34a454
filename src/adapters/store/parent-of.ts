import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';

/** The commit before this one, the first of several; undefined for one without history. */
export async function parentOf(git: Git, commit: CommitId): Promise<CommitId | undefined> {
  const [parent] = await git.objects([`${checkId(commit)}^1^{commit}`]);
  return parent?.oid;
}
