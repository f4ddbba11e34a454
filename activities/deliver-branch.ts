import type { BlobRef, CommitId, MigrationId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { deliveryBranch } from './support/delivery-branch.ts';
import { loadPlan } from './support/load-plan.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type DeliverBranchInput = { v: 1; migration: MigrationId; plan: BlobRef; commit: CommitId };

/** Writes the integration branch to the repository that the migration came from. */
export function deliverBranch(ports: Pick<Ports, 'blobs' | 'records' | 'store'>) {
  return ({ migration, plan: ref, commit }: DeliverBranchInput): Promise<{ branch: string }> =>
    withHeartbeat(async (signal) => {
      const plan = await loadPlan(ports.blobs, ref);
      const branch = deliveryBranch(plan);
      await ports.store.deliver(commit, plan.file.repository.url, branch, signal);
      await ports.records.write(migration, 'delivery', { v: 1, step: 'delivery', commit, branch });
      return { branch };
    });
}
