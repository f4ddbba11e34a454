import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { DroverApi } from '../http/drover-api.ts';
import type { MigrationEvent } from '../http/read-events.ts';

/** Hears what happens to a migration; may take its time, for instance to decide on what waits. */
export type Listener = (event: MigrationEvent) => void | Promise<void>;

/** Follows a migration to its end, through restarts of the service. Returns it as it ended. */
export async function followMigration(
  api: DroverApi,
  id: string,
  listener: Listener,
  signal: AbortSignal = new AbortController().signal,
): Promise<MigrationResource> {
  for await (const event of api.events(id, signal)) await listener(event);
  return api.migration(id);
}
