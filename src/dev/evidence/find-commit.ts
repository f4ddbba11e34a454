import type { BlobRef, CommitId, TreeId } from '../../domain/ids.ts';
import type { HistoryCommit } from '../../ports/store.ts';

export type FoundCommit = HistoryCommit & { by: 'id' | 'message' | 'tree' };

/**
 * A commit of the repository that evidence speaks of: by its id; else the one whose message names the evidence, as a merged commit's does; else
 * one with the very tree, as when a branch was squashed or rebased. Undefined where the repository has none.
 */
export function findCommit(
  history: HistoryCommit[],
  { commit, tree, evidence }: { commit: CommitId; tree: TreeId; evidence?: BlobRef },
): FoundCommit | undefined {
  const byId = history.find((candidate) => candidate.commit === commit);
  if (byId) return { ...byId, by: 'id' };
  const byMessage =
    evidence === undefined ? undefined : history.find((candidate) => namesEvidence(candidate, evidence));
  if (byMessage) return { ...byMessage, by: 'message' };
  const byTree = history.find((candidate) => candidate.tree === tree);
  return byTree && { ...byTree, by: 'tree' };
}

/** Whether a commit's message says that it landed on this evidence. */
export function namesEvidence({ message }: HistoryCommit, evidence: BlobRef): boolean {
  return message.split('\n').includes(`Evidence: ${evidence}`);
}
