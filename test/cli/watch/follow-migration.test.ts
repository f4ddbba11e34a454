import { expect, test } from 'vitest';
import type { MigrationResource } from '../../../src/api/resources/migration-resource.ts';
import type { MigrationEvent } from '../../../src/cli/http/read-events.ts';
import { followMigration } from '../../../src/cli/watch/follow-migration.ts';
import { migrationResource } from '../../support/migration-resource.ts';

const silent = migrationResource({ status: 'running', problem: 'No worker has answered in time.' });

function follow(statuses: MigrationResource['status'][]): Promise<MigrationResource> {
  async function* events(): AsyncGenerator<MigrationEvent> {
    for (const status of statuses) yield { event: 'migration', migration: migrationResource({ status }) };
  }
  return followMigration({ events, migration: async () => silent }, 'words-1a2b3c4d', () => {});
}

test('returns the migration as it was told to have ended, also when the service can no longer say so in time', async () => {
  expect(await follow(['running', 'failed'])).toMatchObject({ status: 'failed' });
});

test('asks for it when its end was not among what was told', async () => {
  expect(await follow(['running'])).toBe(silent);
});
