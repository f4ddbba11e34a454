import type { MigrationId } from '../../domain/ids.ts';
import type { MigrationReader } from '../reading/migration-reader.ts';
import { migrationView, type Ui } from '../views/migration-view.ts';
import { moduleSources } from '../views/module-sources.ts';
import type { Snapshot } from './snapshot.ts';

/** Looks at a migration for its listeners: itself, and those of its modules that have begun and whose workflows tell how they are. */
export function lookAtMigration(reader: MigrationReader, ui: Ui): (id: MigrationId) => Promise<Snapshot> {
  return async (id) => {
    const record = await reader.records.get(id);
    const [facts, plan] = await Promise.all([reader.facts(record, { modules: 'working' }), reader.plan(id)]);
    const modules = moduleSources(facts, plan).flatMap((source) => (source.kind === 'known' ? [source.resource] : []));
    return { migration: migrationView(facts, ui), modules: modules.filter(({ state }) => state !== 'planned') };
  };
}
