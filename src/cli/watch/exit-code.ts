import type { MigrationResource } from '../../api/resources/migration-resource.ts';

/** A command's exit code for a migration that has ended: 0 all merged or unchanged, 3 some modules are not, 1 it failed. */
export function exitCode(status: MigrationResource['status']): number {
  if (status === 'completed') return 0;
  return status === 'completed-with-unresolved' || status === 'cancelled' ? 3 : 1;
}
