import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { hasEnded } from '../choose/has-ended.ts';
import type { DroverApi } from '../http/drover-api.ts';
import type { MigrationEvent } from '../http/read-events.ts';

/** Hears what happens to a migration; may take its time, for instance to decide on what waits. */
export type Listener = (event: MigrationEvent) => void | Promise<void>;

/** Follows a migration to its end, through restarts of the service. Returns it as it ended. */
export async function followMigration(
  api: Pick<DroverApi, 'events' | 'migration'>,
  id: string,
  listener: Listener,
  signal: AbortSignal = new AbortController().signal,
): Promise<MigrationResource> {
  let last: MigrationResource | undefined;
  for await (const event of api.events(id, signal)) {
    if (event.event === 'migration') last = event.migration;
    await listener(event);
  }
  // What told the end is known to have ended; a busy service that is asked again may not be able to say so in time.
  return last !== undefined && hasEnded(last.status) ? last : api.migration(id);
}
