import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { Failure } from '../../domain/failure.ts';
import type { DroverApi } from '../http/drover-api.ts';
import { hasEnded } from './has-ended.ts';

/** How far back an id's beginning is looked for. */
const searched = 1_000;

/**
 * The migration that the user means: by its id, or a beginning of it that only one has; without one the only migration that runs. With
 * `ended`, when none runs, the newest: for who wants to look at what became of it.
 */
export async function chooseMigration(
  api: DroverApi,
  id: string | undefined,
  { ended }: { ended: boolean },
): Promise<MigrationResource> {
  if (id === undefined) return onlyMigration(api, ended);
  const found = await findMigration(api, id);
  if (found !== undefined) return found;
  throw new Failure(
    'InputRefused',
    `There is no migration ${JSON.stringify(id)} at ${api.service.url}: \`drover list\` shows those that are there.`,
  );
}

/** The migration of this id, or the only one whose id begins so. */
async function findMigration(api: DroverApi, id: string): Promise<MigrationResource | undefined> {
  return (await exactMigration(api, id)) ?? migrationByPrefix(api, id);
}

/** The migration of exactly this id. */
export async function exactMigration(api: DroverApi, id: string): Promise<MigrationResource | undefined> {
  // What can be no id isn't asked for: it would only be refused as malformed.
  if (!/^[a-z0-9-]{1,63}$/.test(id)) return undefined;
  try {
    return await api.migration(id);
  } catch (error) {
    if (error instanceof Failure && error.type === 'NotFound') return undefined;
    throw error;
  }
}

/** The only migration whose id begins so. Throws when there are several. */
export async function migrationByPrefix(api: DroverApi, prefix: string): Promise<MigrationResource | undefined> {
  if (!/^[a-z0-9-]{1,63}$/.test(prefix)) return undefined;
  const found = (await api.migrations({ limit: searched })).filter((migration) => migration.id.startsWith(prefix));
  if (found.length > 1) throw several(`Several migrations begin with ${JSON.stringify(prefix)}`, found);
  return found[0];
}

async function onlyMigration(api: DroverApi, ended: boolean): Promise<MigrationResource> {
  const all = await api.migrations({ limit: searched });
  const running = all.filter((migration) => !hasEnded(migration.status));
  if (running.length > 1) throw several('Several migrations run', running);
  const found = running[0] ?? (ended ? all[0] : undefined);
  if (found !== undefined) return found;
  throw new Failure(
    'InputRefused',
    all.length === 0
      ? `There is no migration at ${api.service.url} yet: \`drover start FILE\` begins one.`
      : ended
        ? 'No migration runs now: name one of those that `drover list` shows.'
        : 'No migration runs now, so there is nothing to decide: `drover list` shows those that have ended.',
  );
}

function several(what: string, found: MigrationResource[]): Failure {
  const shown = found.slice(0, 10).map(({ id }) => `- ${id}`);
  if (found.length > shown.length) shown.push(`- and ${found.length - shown.length} more`);
  return new Failure('InputRefused', `${what}: say which.\n${shown.join('\n')}`);
}
