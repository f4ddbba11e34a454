import { Failure } from '../../domain/failure.ts';
import type { MigrationId } from '../../domain/ids.ts';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { Records } from '../../ports/records.ts';
import { mapLimited } from './map-limited.ts';

export type MigrationRecords = {
  /** Throws `NotFound`. */
  get(id: MigrationId): Promise<MigrationRecord>;
  /** Of all migrations that were asked for, newest first. */
  all(): Promise<MigrationRecord[]>;
};

const kept = 10_000;
const atOnce = 50;

/** The records of what was asked for. They never change, so they are kept in memory once they are read. */
export function migrationRecords(records: Records, log: (line: string) => void): MigrationRecords {
  const known = new Map<MigrationId, MigrationRecord>();
  const find = async (id: MigrationId): Promise<MigrationRecord | undefined> => {
    const record = known.get(id) ?? ((await records.read(id, 'migration')) as MigrationRecord | undefined);
    if (record === undefined) return undefined;
    known.set(id, record);
    const [oldest] = known.keys();
    if (known.size > kept && oldest !== undefined) known.delete(oldest);
    return record;
  };
  // One that is damaged must not hide all others.
  const findOrLog = (id: MigrationId) =>
    find(id).catch((error: unknown) => {
      log(`the list leaves out ${id}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
  return {
    async get(id) {
      const record = await find(id);
      if (record === undefined)
        throw new Failure(
          'NotFound',
          `There is no migration ${JSON.stringify(id)}: \`drover list\` shows those that there are.`,
        );
      return record;
    },
    async all() {
      const found = await mapLimited(await records.migrations(), atOnce, findOrLog);
      return found
        .filter((record) => record !== undefined)
        .sort((one, other) => (sortKey(one) < sortKey(other) ? 1 : -1));
    },
  };
}

/** By time, and by id where two came in one millisecond. */
function sortKey({ createdAt, id }: MigrationRecord): string {
  return `${createdAt} ${id}`;
}
