import type { z } from 'zod';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { ModulesQuery } from '../resources/parameters.ts';
import type { ModulePage } from '../resources/page-resources.ts';
import type { ModuleResource } from '../resources/module-resource.ts';
import { moduleSources } from '../views/module-sources.ts';
import { startBehind, toCursor } from './cursor.ts';
import { mapLimited } from './map-limited.ts';
import type { MigrationReader } from './migration-reader.ts';

const atOnce = 10;

/** A page of a migration's modules, in the plan's order; none before there is a plan. */
export async function listModules(
  reader: MigrationReader,
  record: MigrationRecord,
  { limit, cursor, state }: z.infer<typeof ModulesQuery>,
): Promise<z.infer<typeof ModulePage>> {
  const [facts, plan] = await Promise.all([reader.facts(record, { modules: 'all' }), reader.plan(record.id)]);
  const sources = moduleSources(facts, plan);
  const start = startBehind(
    cursor,
    sources.map(({ key }) => key),
  );
  const candidates = sources
    .slice(start)
    .filter((source) => state === undefined || source.kind === 'recorded' || source.resource.state === state);
  const found: ModuleResource[] = [];
  let looked = 0;
  while (found.length < limit && looked < candidates.length) {
    const batch = candidates.slice(looked, looked + limit);
    const resources = await mapLimited(batch, atOnce, (source) => reader.resource(record.id, source));
    for (const resource of resources) {
      if (found.length === limit) break;
      looked += 1;
      if (state === undefined || resource.state === state) found.push(resource);
    }
  }
  const last = candidates[looked - 1];
  return { modules: found, ...(last !== undefined && looked < candidates.length && { next: toCursor(last.key) }) };
}
