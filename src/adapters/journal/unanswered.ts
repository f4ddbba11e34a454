import { join } from 'node:path';
import type { MigrationId } from '../../domain/ids.ts';
import { checkPathComponent } from '../path-component.ts';
import { filesOfTurns } from './files-of-turns.ts';
import { readJournalName } from './journal-paths.ts';

/** The calls of a migration that were sent, and have neither a record nor an end that was seen; summed up for each turn. */
export async function unanswered(folder: string, migration: MigrationId): Promise<{ place: string; calls: number }[]> {
  checkPathComponent(migration, 'The migration');
  const open = new Map<string, { place: string; left: number; recorded: boolean }>();
  for (const file of await filesOfTurns(join(folder, migration), 5)) {
    const slash = file.lastIndexOf('/');
    const name = readJournalName(file.slice(slash + 1));
    if (name === undefined) continue;
    const place = file.slice(0, slash);
    const entry = open.get(`${place}/${name.hash}`) ?? { place, left: 0, recorded: false };
    if (name.kind === 'record') entry.recorded = true;
    else entry.left += name.kind === 'intent' ? 1 : -1;
    open.set(`${place}/${name.hash}`, entry);
  }
  const byPlace = new Map<string, number>();
  for (const { place, left, recorded } of open.values())
    if (!recorded && left > 0) byPlace.set(place, (byPlace.get(place) ?? 0) + left);
  return [...byPlace]
    .map(([place, calls]) => ({ place, calls }))
    .sort((one, other) => (one.place < other.place ? -1 : 1));
}
