import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { ago, usd } from '../../core/text/human-units.ts';
import { table } from '../../dev/show/table.ts';
import { openApi, type ApiOptions } from '../http/open-api.ts';
import type { Io } from '../io.ts';

/** `drover list`: the migrations that the service knows, newest first. */
export async function list(options: ApiOptions & { status?: string; limit: number }, io: Io): Promise<number> {
  const api = await openApi(options);
  const migrations = await api.migrations({ status: options.status, limit: options.limit });
  if (io.json) io.print(JSON.stringify(migrations, null, 2));
  else if (migrations.length > 0) io.print(migrationTable(migrations, Date.now()));
  else if (options.status !== undefined) io.say(`No migration is ${options.status}.`);
  else io.say('There is no migration yet: `drover start FILE` begins one.');
  return 0;
}

function migrationTable(migrations: MigrationResource[], now: number): string {
  return table(
    ['migration', 'status', 'merged', 'waiting', 'not merged', 'cost', 'asked for'],
    migrations.map(({ id, mode, status, counts, usage, createdAt }) => [
      id,
      mode === 'migrate' ? status : `${mode}: ${status}`,
      // A plan and a try merge nothing.
      mode === 'migrate' ? `${counts.merged + counts.unchanged} of ${counts.total}` : '',
      mode === 'migrate' ? counts.waiting : '',
      mode === 'migrate' ? counts.unresolved + counts.other : '',
      usd(usage.microUsd),
      ago(createdAt, now),
    ]),
    ['left', 'left', 'right', 'right', 'right', 'right'],
  );
}
