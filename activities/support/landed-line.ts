import type { CommitId } from '../../src/domain/ids.ts';
import type { LineCommit } from '../../src/ports/store.ts';
import type { Ports } from '../ports.ts';

/** What is on the branch: the merged commits from the base to the tip, oldest first, without those that were taken back and their inverses. */
export async function landedLine(
  { store }: Pick<Ports, 'store'>,
  { base, tip, gone }: { base: CommitId; tip: CommitId; gone: CommitId[] },
): Promise<LineCommit[]> {
  const without = new Set(gone);
  return (await store.line(base, tip)).filter(({ commit }) => !without.has(commit));
}
