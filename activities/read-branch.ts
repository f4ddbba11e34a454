import { Failure } from '../src/domain/failure.ts';
import type { CommitId, MigrationId } from '../src/domain/ids.ts';
import type { Ports } from './ports.ts';
import { withHeartbeat } from './support/with-heartbeat.ts';

export type ReadBranchInput = { v: 1; migration: MigrationId };

/** Reads where the integration branch is: the store, not a workflow's memory, is the truth. */
export function readBranch(ports: Pick<Ports, 'store'>) {
  return ({ migration }: ReadBranchInput): Promise<{ tip: CommitId }> =>
    withHeartbeat(async () => {
      const tip = await ports.store.readRef(migration, 'integration');
      if (tip === undefined)
        throw new Failure('Broken', `The integration branch of ${migration} is missing in the store.`);
      return { tip };
    });
}
