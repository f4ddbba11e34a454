import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import { shellWord } from '../../core/shell/shell-word.ts';
import { Failure } from '../../domain/failure.ts';
import type { DroverApi } from '../http/drover-api.ts';

/** A merge that waits, with all that a decision on it has to name. */
export type MergeWait = WaitResource & { module: string; path: string; head: string; evidence: string };

/** The modules that wait for a person. */
export function mergeWaits({ waits }: Pick<MigrationResource, 'waits'>): MergeWait[] {
  return waits.filter((wait) => wait.what === 'merge') as MergeWait[];
}

/** The merge of this module, by its path or key, if it waits. */
export function findMergeWait(migration: Pick<MigrationResource, 'waits'>, module: string): MergeWait | undefined {
  return mergeWaits(migration).find(({ module: key, path }) => key === module || path === module);
}

/** The same. Throws `Conflict` when it does not wait. */
export function mergeWait(migration: MigrationResource, module: string): MergeWait {
  const found = findMergeWait(migration, module);
  if (found !== undefined) return found;
  throw noWait(migration, `${module} of ${migration.id} does not wait for a decision now`);
}

/** Throws what became of a module that does not wait: that it is merged, for instance, or that there is none of this name. */
export async function refuseModuleThatDoesNotWait(
  api: Pick<DroverApi, 'module'>,
  migration: MigrationResource,
  module: string,
): Promise<void> {
  // A service that can't see what waits says so itself.
  if (findMergeWait(migration, module) !== undefined || migration.problem !== undefined) return;
  const { path, state } = await api.module(migration.id, module);
  if (state === 'awaiting-approval') return;
  throw new Failure(
    'Conflict',
    `${path} of ${migration.id} is ${state}, and waits for no decision. To look at it: drover logs ${migration.id} ${shellWord(path)}`,
  );
}

/** The plan that waits for a person. Throws `Conflict` when none does. */
export function planWait(migration: MigrationResource): WaitResource & { plan: string } {
  const found = migration.waits.find((wait) => wait.what === 'plan');
  if (found?.plan !== undefined) return { ...found, plan: found.plan };
  throw noWait(migration, `No plan of ${migration.id} waits for a decision now`);
}

/** The wave that waits as a whole. Throws `Conflict` when none does. */
export function waveWait(migration: MigrationResource): WaitResource & { wave: string } {
  const found = migration.waits.find((wait) => wait.what === 'wave');
  if (found?.wave !== undefined) return { ...found, wave: found.wave };
  const waiting = mergeWaits(migration).filter(({ inWave }) => inWave).length;
  const why = waiting > 0 ? ` (${waiting} merges wait for others that are still at work)` : '';
  throw noWait(migration, `No whole wave of ${migration.id} waits for a decision now${why}`);
}

/** Why there is nothing to decide on; where the service can't see what waits, that. */
export function noWait({ id, status, problem }: MigrationResource, what: string): Failure {
  const now = status === 'waiting' ? 'other decisions are waited for' : `the migration is ${status}`;
  const why = problem === undefined ? now : problem.replace(/\.$/, '');
  return new Failure('Conflict', `${what}: ${why}. To look at it: drover status ${id}`);
}
