import type { MigrationId } from '../../domain/ids.ts';
import type { EventStream } from './event-stream.ts';
import type { Snapshot } from './snapshot.ts';
import { watchMigration, type EventTimes, type Watch } from './watch-migration.ts';

export type MigrationEvents = {
  /** Tells a new listener how the migration is, and then of each change, until it ends. */
  listen(id: MigrationId): EventStream;
  /** How many migrations are looked at now. */
  watched(): number;
  close(): void;
};

/** Events for any number of listeners. However many listen to a migration, it is looked at once at a time. */
export function migrationEvents(
  look: (id: MigrationId) => Promise<Snapshot>,
  log: (line: string) => void,
  times: EventTimes = { pollMs: 1_000, beatMs: 15_000 },
): MigrationEvents {
  const watches = new Map<MigrationId, Watch>();
  return {
    listen(id) {
      let watch = watches.get(id);
      if (watch === undefined) {
        watch = watchMigration({ look: () => look(id), times, log, onOver: () => watches.delete(id) });
        watches.set(id, watch);
      }
      return watch.join();
    },
    watched: () => watches.size,
    close() {
      for (const watch of [...watches.values()]) watch.close();
    },
  };
}
