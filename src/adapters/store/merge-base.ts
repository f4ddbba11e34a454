import type { CommitId } from '../../domain/ids.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { gitFailure, lineOf } from './git-failure.ts';

/** The newest commit that both have in their history; undefined where they have none in common. */
export async function mergeBase(git: Git, one: CommitId, other: CommitId): Promise<CommitId | undefined> {
  const end = await git.plumbing(['merge-base', checkId(one), checkId(other)]);
  // Exit code 1 says that there is none (git-merge-base(1)).
  if (end.exitCode === 1) return undefined;
  if (end.exitCode !== 0) throw gitFailure(`Looking for what ${one} and ${other} have in common`, end);
  return lineOf('The common commit', end);
}
