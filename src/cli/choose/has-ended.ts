import type { MigrationResource } from '../../api/resources/migration-resource.ts';

/** Whether a migration goes no further, whatever anybody does. */
export function hasEnded(status: MigrationResource['status']): boolean {
  switch (status) {
    case 'not-started':
    case 'running':
    case 'waiting':
    case 'paused':
      return false;
    case 'completed':
    case 'completed-with-unresolved':
    case 'cancelled':
    case 'failed':
    case 'unknown':
      return true;
  }
}
