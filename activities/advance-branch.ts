import type { CommitId, MigrationId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { noteLanded, type LandedModule } from './support/landed-modules.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type AdvanceBranchInput = {
  v: 1;
  migration: MigrationId;
  from: CommitId | null;
  to: CommitId;
  /** The modules that land by it. */
  landed?: LandedModule[];
};

/** Moves the integration branch, by compare and swap under the merge queue's lease. Null: the branch must not exist yet. */
export function advanceBranch(ports: Pick<Ports, 'records' | 'store'>) {
  return ({ migration, from, to, landed = [] }: AdvanceBranchInput): Promise<void> =>
    withHeartbeat(async () => {
      const lease = await ports.store.takeLease(migration, 'integration');
      await ports.store.moveRef(lease, 'integration', from ?? undefined, to);
      await noteLanded(ports.records, migration, landed);
      await ports.records.write(migration, `integration/${to}`, { v: 1, step: 'integration', from, to });
    });
}
