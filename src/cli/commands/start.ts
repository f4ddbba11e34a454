import { actor } from '../choose/actor.ts';
import { needGoal } from '../need-goal.ts';
import { readMigrationDocument } from '../read-migration-document.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';

export type StartOptions = ApiOptions & { key?: string; as?: string };

/** `drover start FILE`: hands a migration to the service, which goes on with it whatever becomes of this terminal. */
export async function start(path: string, options: StartOptions, io: Io): Promise<number> {
  const { document, file } = await readMigrationDocument(path);
  needGoal(path, file);
  const api = await openApi(options, { demo: false });
  const migration = await api.start({ document, mode: 'migrate', key: options.key, ...actor(api.service, options.as) });
  if (io.json) io.print(JSON.stringify(migration, null, 2));
  else {
    io.print(`Migration ${migration.id}`);
    if (migration.ui !== undefined) io.print(`Temporal UI: ${migration.ui}`);
    io.print(`To see it go on: drover watch ${migration.id}`);
  }
  return 0;
}
