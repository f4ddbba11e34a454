import { chooseMigration } from '../choose/choose-migration.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';
import { showMigration } from '../show/show-migration.ts';

/** `drover status [ID]`: where a migration is, and what it waits for. */
export async function status(id: string | undefined, options: ApiOptions, io: Io): Promise<number> {
  const api = await openApi(options);
  const migration = await chooseMigration(api, id, { ended: true });
  if (io.json) {
    io.print(JSON.stringify(migration, null, 2));
    return 0;
  }
  const { counts } = migration;
  const modules = counts.unresolved + counts.other + counts.waiting > 0 ? await api.modules(migration.id) : [];
  for (const line of showMigration(migration, modules, Date.now())) io.print(line);
  return 0;
}
