import type { CommitId } from '../../domain/ids.ts';
import type { ModuleRole } from '../../domain/module-plan.ts';

/** A merged commit that is still on the branch. */
export type LandedCommit = { commit: CommitId; path: string; role: ModuleRole };

/**
 * What has to go with the commits that are to blame, each with the reason: all others with the first module, since they build on it; and
 * the last module with any other one, since it takes away what that one needs again.
 */
export function withdrawals(landed: LandedCommit[], blamed: Map<CommitId, string>): Map<CommitId, string> {
  if (blamed.size === 0) return new Map();
  const first = landed.find(({ commit, role }) => role === 'first' && blamed.has(commit));
  const because = ({ commit, role }: LandedCommit): string | undefined => {
    const own = blamed.get(commit);
    if (own !== undefined) return own;
    if (first !== undefined) return `it builds on ${first.path}, which was taken back`;
    return role === 'last' ? 'modules that had to land before it were taken back' : undefined;
  };
  return new Map(
    landed.flatMap((entry) => {
      const reason = because(entry);
      return reason === undefined ? [] : [[entry.commit, reason] as const];
    }),
  );
}
