import type { CommitId } from '../../domain/ids.ts';
import type { MergeResult } from '../../ports/store.ts';
import { checkId } from './check-id.ts';
import type { Git } from './git.ts';
import { gitFailure } from './git-failure.ts';
import { parseMerge } from './parse-merge.ts';
import { writeRawCommit, type Identity } from './write-commit.ts';

/**
 * Merges `head`'s changes since `base` onto `tip`, without a checkout.
 *
 * `merge-tree` looks for the merge base in the history; that it can be told one came with git 2.40. So two
 * commits are made that no ref ever points at, with the trees of `tip` and `head`, and `base` as their only parent: their merge
 * base is the one that was asked for, whatever the real histories look like. A rollback merges 'backwards' in this way, too.
 *
 * No merge driver of the repository can run: a driver is a command in the configuration, which is the store's own, and
 * info/attributes takes `merge` back for all paths.
 */
export async function mergeCommits(
  git: Git,
  identity: Identity,
  base: CommitId,
  tip: CommitId,
  head: CommitId,
): Promise<MergeResult> {
  for (const id of [base, tip, head]) checkId(id);
  const onBase = (commit: CommitId) =>
    writeRawCommit(git, `${commit}^{tree}`, [base], 'Only for a merge\n', 0, identity);
  const [ours, theirs] = await Promise.all([onBase(tip), onBase(head)]);
  const end = await git.plumbing(['merge-tree', '--write-tree', '-z', '--name-only', '--messages', ours, theirs]);
  if (end.exitCode !== 0 && end.exitCode !== 1) throw gitFailure(`Merging ${head} onto ${tip}`, end);
  const result = parseMerge(end.stdout, end.exitCode === 0);
  if (result.kind === 'merged') return result;
  // Nobody knows the made-up commits, so git's words must not be about them.
  return { ...result, detail: result.detail.replaceAll(ours, 'the tip').replaceAll(theirs, 'the head') };
}
