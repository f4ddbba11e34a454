import type { MigrationRecord } from '../../domain/migration-record.ts';
import { Failure } from '../../domain/failure.ts';
import type { MigrationReader } from '../reading/migration-reader.ts';
import { hasEnded, migrationStatus } from '../views/migration-status.ts';

/**
 * Runs a decision. A workflow that is gone (`NotFound`) is no missing thing to whoever decides, but a state that does not allow it: thrown as
 * `Conflict`, with where the migration is.
 */
export async function refuseEnded<T>(
  reader: MigrationReader,
  record: MigrationRecord,
  decide: () => Promise<T>,
): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof Failure) || error.type !== 'NotFound') throw error;
    const status = migrationStatus(await reader.facts(record));
    const detail = hasEnded(status)
      ? `The migration ${record.id} has ended (${status}): nothing can be decided on it any more.`
      : `What this is about has just ended: look at the migration ${record.id} again.`;
    throw new Failure('Conflict', detail, { cause: error });
  }
}
