import type { MigrationResource } from '../resources/migration-resource.ts';
import type { ModuleResource } from '../resources/module-resource.ts';

/** A migration at one moment: itself, and those of its modules that have begun. */
export type Snapshot = { migration: MigrationResource; modules: ModuleResource[] };

export type SnapshotEvent = { event: 'migration' | 'module'; data: unknown };

/** Where it is now: the migration, and the modules that are at work. Whoever wants those that have ended reads the list. */
export function currentEvents({ migration, modules }: Snapshot): SnapshotEvent[] {
  const working = modules.filter(({ state }) => !over.has(state));
  return [{ event: 'migration', data: migration }, ...working.map((data) => ({ event: 'module' as const, data }))];
}

const over: ReadonlySet<ModuleResource['state']> = new Set([
  'merged',
  'adopted',
  'verified',
  'unchanged',
  'skipped',
  'unresolved',
  'cancelled',
  'rolled-back',
]);

/**
 * Tells what of each snapshot is new since the one before; all that is at work, for the first. Once the modules are counted, those that have
 * ended come before the migration: it went on because of them.
 */
export function changeTeller(): (snapshot: Snapshot) => SnapshotEvent[] {
  const told = new Map<string, string>();
  let first = true;
  let counted = false;
  const isNew = (key: string, data: unknown): boolean => {
    const text = JSON.stringify(data);
    if (told.get(key) === text) return false;
    told.set(key, text);
    return true;
  };
  return (snapshot) => {
    const { migration, modules } = snapshot;
    const changed = modules.filter((module) => isNew(module.key, module));
    const migrationChanged = isNew('', migration);
    const ended = counted ? changed.filter(({ state }) => over.has(state)) : [];
    counted = migration.counts.total > 0;
    if (first) {
      first = false;
      return currentEvents(snapshot);
    }
    return [
      ...ended.map((data) => ({ event: 'module' as const, data })),
      ...(migrationChanged ? [{ event: 'migration' as const, data: migration }] : []),
      ...changed.filter((module) => !ended.includes(module)).map((data) => ({ event: 'module' as const, data })),
    ];
  };
}
