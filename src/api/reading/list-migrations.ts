import type { z } from 'zod';
import type { MigrationRecord } from '../../domain/migration-record.ts';
import type { MigrationResource } from '../resources/migration-resource.ts';
import type { MigrationsQuery } from '../resources/parameters.ts';
import type { MigrationPage } from '../resources/page-resources.ts';
import type { MigrationFacts } from '../views/migration-facts.ts';
import { migrationView, type Ui } from '../views/migration-view.ts';
import { fromCursor, toCursor } from './cursor.ts';
import { mapLimited } from './map-limited.ts';
import type { MigrationReader } from './migration-reader.ts';
import { patience } from './patience.ts';

const atOnce = 20;

/** A page of migrations, newest first. Those that nobody answers for are shown as their records tell; all of a page share one patience. */
export async function listMigrations(
  reader: MigrationReader,
  ui: Ui,
  { limit, cursor, status, name, mode, label }: z.infer<typeof MigrationsQuery>,
): Promise<z.infer<typeof MigrationPage>> {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  const candidates = (await reader.records.all()).filter(
    (record) =>
      (after === undefined || placeOf(record) < after) &&
      (name === undefined || record.name === name) &&
      (mode === undefined || record.mode === mode) &&
      label.every((wanted) => hasLabel(record, wanted)),
  );
  const waiting = patience();
  const found: MigrationResource[] = [];
  let looked = 0;
  // Only a filter by status makes it look at more than a page: a status is not known before it is asked for.
  while (found.length < limit && looked < candidates.length) {
    const batch = candidates.slice(looked, looked + limit);
    const resources = await mapLimited(batch, atOnce, async (record) =>
      migrationView(await reader.facts(record, { patience: waiting }).catch(unreadable(record)), ui),
    );
    for (const resource of resources) {
      if (found.length === limit) break;
      looked += 1;
      if (status === undefined || resource.status === status) found.push(resource);
    }
  }
  const last = candidates[looked - 1];
  return {
    migrations: found,
    ...(last !== undefined && looked < candidates.length && { next: toCursor(placeOf(last)) }),
  };
}

/** A migration whose records are damaged is shown with that; it must not keep the others from being shown. */
function unreadable(record: MigrationRecord) {
  return (error: unknown): MigrationFacts => {
    const why = error instanceof Error ? error.message : String(error);
    const counts = { total: 0, begun: 0, merged: 0 };
    return {
      record,
      stage: { kind: 'silent', workflow: undefined, counts, problem: `Its records can't be read: ${why}` },
    };
  };
}

function placeOf({ createdAt, id }: MigrationRecord): string {
  return `${createdAt} ${id}`;
}

function hasLabel({ file }: MigrationRecord, wanted: string): boolean {
  const colon = wanted.indexOf(':');
  return file.labels[wanted.slice(0, colon)] === wanted.slice(colon + 1);
}
