import type { MigrationId } from '../../domain/ids.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Records } from '../../ports/records.ts';
import type { RecordedCounts } from '../views/migration-facts.ts';
import { plannedModules } from '../views/planned-modules.ts';

/** How far a migration is by the names of its records alone, which are there whoever answers. */
export async function readCounts(
  records: Records,
  migration: MigrationId,
  plan: Plan | undefined,
): Promise<RecordedCounts> {
  if (plan === undefined) return { total: 0, begun: 0, merged: 0 };
  const [steps, moves, takenBack] = await Promise.all([
    records.list(migration, 'modules/'),
    records.list(migration, 'integration/'),
    records.list(migration, 'taken-back/'),
  ]);
  // The branch begins at the base, which is recorded like every move of it.
  const landed = moves.filter((name) => name !== `integration/${plan.base}`).length;
  const merged = Math.max(0, landed - takenBack.length);
  const begun = new Set(steps.map((name) => name.split('/')[1])).size;
  return { total: plannedModules(plan).length, begun: Math.max(begun, landed), merged };
}
