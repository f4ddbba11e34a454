import type { BlobRef, CommitId, MigrationId, TreeId } from '../src/domain/ids.ts';
import { buildInverses } from './support/build-inverses.ts';
import { landedLine } from './support/landed-line.ts';
import { loadPlan } from './support/load-plan.ts';
import type { GeneratorPorts } from './support/run-generators.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type TakeBackInput = {
  v: 1;
  migration: MigrationId;
  plan: BlobRef;
  tip: CommitId;
  /** The commits that were taken back before, and those that took them back. */
  gone: CommitId[];
  take: { commit: CommitId; reason: string }[];
  date: number;
};
export type TakenCommits = {
  tip: CommitId;
  tree: TreeId;
  /** Newest merged commit first; `reason` says why it went. */
  taken: { commit: CommitId; path: string; by: CommitId; reason: string }[];
};

/**
 * Takes merged commits back by inverse commits on the branch's tip, and moves the branch to the last of them, in one move: a crash leaves
 * all of it or nothing, and the same commits are built again after it.
 */
export function takeBack(ports: GeneratorPorts) {
  return ({ migration, plan: ref, tip, gone, take, date }: TakeBackInput): Promise<TakenCommits> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, ref);
      const lease = await ports.store.takeLease(migration, 'integration');
      const reasons = new Map(take.map(({ commit, reason }) => [commit, reason]));
      const built = await buildInverses(
        ports,
        {
          plan,
          landed: await landedLine(ports, { base: plan.base, tip, gone }),
          tip,
          take: take.map(({ commit }) => commit),
          describe: ({ commit, module = commit }) => ({
            subject: `${plan.file.name}: take back ${module}`,
            body: `Takes back ${commit}.\n\n${reasons.get(commit) ?? 'What was taken back with it changed the same files before it.'}`,
            migration,
            module,
            step: 'roll-back',
            date,
          }),
        },
        signal,
      );
      await ports.store.moveRef(lease, 'integration', tip, built.tip);
      const taken = built.taken.map(({ entry, by, because }) => ({
        commit: entry.commit,
        path: entry.module ?? entry.commit,
        by,
        reason: reasons.get(entry.commit) ?? `it changed the same files after ${because}, which was taken back`,
      }));
      for (const one of taken) await ports.records.write(migration, `taken-back/${one.commit}`, { v: 1, ...one });
      return { tip: built.tip, tree: await ports.store.tree(built.tip), taken };
    });
}
