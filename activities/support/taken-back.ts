import type { CommitId, MigrationId } from '../../src/domain/ids.ts';
import type { Records } from '../../src/ports/records.ts';

/** The merged commits of a migration that were taken back, and the inverse commits that did it. */
export async function takenBack(records: Records, migration: MigrationId): Promise<CommitId[]> {
  const gone: CommitId[] = [];
  for (const name of await records.list(migration, 'taken-back/')) {
    const record = (await records.read(migration, name)) as { commit: CommitId; by: CommitId } | undefined;
    if (record !== undefined) gone.push(record.commit, record.by);
  }
  return gone;
}
