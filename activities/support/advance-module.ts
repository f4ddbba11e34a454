import type { CommitId, ModuleKey } from '../../src/domain/ids.ts';
import type { Lease, Store } from '../../src/ports/store.ts';

/**
 * Moves a module's ref to the commit that a step made. The lease was taken before the step began, so that an activity that
 * Temporal has given up, but that still runs, can't move the ref after its successor.
 */
export async function advanceModule(
  store: Pick<Store, 'readRef' | 'moveRef'>,
  lease: Lease,
  key: ModuleKey,
  to: CommitId,
): Promise<void> {
  const name = `modules/${key}`;
  const from = await store.readRef(lease.migration, name);
  // Most steps only read: nothing moves then, and nobody needs to be fenced off.
  if (from !== to) await store.moveRef(lease, name, from, to);
}
