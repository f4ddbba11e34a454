import type { ModuleRef } from '../../activities/prepare-migration.ts';
import type { MigrationState } from './migration-run.ts';

/** How many modules all phases have. */
export function countPlanned({ prepared }: Pick<MigrationState, 'prepared'>): number {
  if (prepared === undefined) return 0;
  return prepared.modules.length + Number(prepared.first !== undefined) + Number(prepared.last !== undefined);
}

/** The modules of all phases; none before the plan is there. */
export function plannedModules({ prepared }: Pick<MigrationState, 'prepared'>): ModuleRef[] {
  return [prepared?.first, ...(prepared?.modules ?? []), prepared?.last].filter((module) => module !== undefined);
}
