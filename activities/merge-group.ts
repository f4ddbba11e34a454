import type { CommitId, ModuleKey } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { findModule, loadPlan } from './support/load-plan.ts';
import { mergeChanges } from './support/merge-changes.ts';
import type { ModuleStep } from './support/module-step.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

/** What a member has changed: all that lies between the two commits. */
export type MemberChange = { key: ModuleKey; start: CommitId; head: CommitId };
export type MergeGroupInput = ModuleStep & {
  base: CommitId;
  /** Merged in this order. */
  members: MemberChange[];
  date: number;
};
export type MergedGroup =
  | {
      kind: 'merged';
      commit: CommitId;
      /** Each member's own commit and the one before it; equal where it changes nothing. */
      line: { key: ModuleKey; from: CommitId; to: CommitId }[];
      /** True when its generated files are still those of the base, and have to be made anew. */
      unmade?: true;
    }
  | { kind: 'conflict'; member: ModuleKey; paths: string[] };

const listed = 20;

/**
 * Merges what a group's members have changed onto their base, one commit a member, at object level. Of two that conflict the later one is
 * named. No ref moves.
 */
export function mergeGroup(ports: Pick<Ports, 'blobs' | 'store'>) {
  return ({ plan: ref, base, members, date }: MergeGroupInput): Promise<MergedGroup> =>
    withHeartbeat(async () => {
      const plan = await loadPlan(ports.blobs, ref);
      const line: Extract<MergedGroup, { kind: 'merged' }>['line'] = [];
      let commit = base;
      for (const { key, start, head } of members) {
        const { path } = findModule(plan, key);
        const merge = await mergeChanges(ports, plan, { start, head, tip: commit });
        if (merge.kind === 'conflict') return { kind: 'conflict', member: key, paths: merge.paths.slice(0, listed) };
        const from = commit;
        if (merge.tree !== (await ports.store.tree(from)))
          commit = await ports.store.commitTree(merge.tree, from, {
            subject: `${plan.file.name}: migrate ${path}`,
            migration: plan.migration,
            module: path,
            step: 'group',
            date,
          });
        line.push({ key, from, to: commit });
      }
      return { kind: 'merged', commit, line, ...(plan.file.generated?.length && { unmade: true as const }) };
    });
}
