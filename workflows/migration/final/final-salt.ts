import type { MigrationId } from '../../../src/domain/ids.ts';

/** What sets the final verification's environments apart from all that were made before: it relies on nothing of them. */
export function finalSalt(migration: MigrationId): string {
  return `final-${migration}`;
}
