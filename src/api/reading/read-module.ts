import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import type { ModuleResource } from '../resources/module-resource.ts';
import { moduleSources } from '../views/module-sources.ts';
import { plannedModule } from '../views/module-view.ts';
import type { MigrationReader } from './migration-reader.ts';

/** One module of a migration as it is now. */
export async function readModule(
  reader: MigrationReader,
  record: MigrationRecord,
  module: ModulePlan,
): Promise<ModuleResource> {
  const [facts, plan] = await Promise.all([reader.facts(record, { modules: 'all' }), reader.plan(record.id)]);
  const source = moduleSources(facts, plan).find(({ key }) => key === module.key);
  return source === undefined ? plannedModule(record.id, module) : reader.resource(record.id, source);
}
