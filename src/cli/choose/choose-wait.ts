import type { MigrationResource } from '../../api/resources/migration-resource.ts';
import type { WaitResource } from '../../api/resources/wait-resource.ts';
import { Failure } from '../../domain/failure.ts';

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

/** The plan that waits for a person. Throws `Conflict` when none does. */
export function planWait(migration: MigrationResource): WaitResource & { plan: string } {
  const found = migration.waits.find((wait) => wait.what === 'plan');
  if (found?.plan !== undefined) return { ...found, plan: found.plan };
  throw noWait(migration, `No plan of ${migration.id} waits for a decision now`);
}

/** Why there is nothing to decide on; where the service can't see what waits, that. */
export function noWait({ id, status, problem }: MigrationResource, what: string): Failure {
  const now = status === 'waiting' ? 'other decisions are waited for' : `the migration is ${status}`;
  const why = problem === undefined ? now : problem.replace(/\.$/, '');
  return new Failure('Conflict', `${what}: ${why}. To look at it: drover status ${id}`);
}
