import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import { Failure } from '../../domain/failure.ts';
import type { DroverApi } from '../http/drover-api.ts';
import { chooseMigration, exactMigration, migrationByPrefix } from './choose-migration.ts';

export type Chosen = { migration: MigrationResource; module: string | undefined };

/** What stands after a command that wants a module: `ID MODULE`, or the module alone where one migration runs. */
export async function chooseModule(
  api: DroverApi,
  words: string[],
  options: { ended: boolean },
): Promise<{ migration: MigrationResource; module: string }> {
  const [first = '', second] = words;
  const [id, module] = second === undefined ? [undefined, first] : [first, second];
  return { migration: await chooseMigration(api, id, options), module };
}

/**
 * What stands after a command that takes a module or does without: `ID MODULE`, `ID`, `MODULE` or nothing. A word by itself is a
 * migration's id, else a module of the only migration, else the beginning of an id.
 */
export async function chooseMaybeModule(api: DroverApi, words: string[], options: { ended: boolean }): Promise<Chosen> {
  const [word, second] = words;
  if (word === undefined || second !== undefined)
    return { migration: await chooseMigration(api, word, options), module: second };
  const exact = await exactMigration(api, word);
  if (exact !== undefined) return { migration: exact, module: undefined };
  const only = await chooseMigration(api, undefined, options).catch((error: unknown) => asFailure(error));
  if (!(only instanceof Failure) && (await hasModule(api, only, word))) return { migration: only, module: word };
  const begins = await migrationByPrefix(api, word);
  if (begins !== undefined) return { migration: begins, module: undefined };
  const where = only instanceof Failure ? '' : `, nor a module of ${only.id}`;
  throw new Failure(
    'InputRefused',
    `${JSON.stringify(word)} is no migration${where}: \`drover list\` and \`drover status\` show what there is.`,
  );
}

async function hasModule(api: DroverApi, migration: MigrationResource, word: string): Promise<boolean> {
  const modules = await api.modules(migration.id);
  return modules.some(({ key, path }) => key === word || path === word);
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure && error.type === 'InputRefused') return error;
  throw error;
}
