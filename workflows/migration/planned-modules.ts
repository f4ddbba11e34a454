import type { ModuleRef } from '../../activities/prepare-migration.ts';
import type { MigrationState } from './migration-run.ts';

/** The modules of all phases; none before the plan is there. */
export function plannedModules({ prepared }: Pick<MigrationState, 'prepared'>): ModuleRef[] {
  return [prepared?.first, ...(prepared?.modules ?? []), prepared?.last].filter((module) => module !== undefined);
}
