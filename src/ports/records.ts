import type { MigrationId } from '../domain/ids.ts';
import type { Json } from '../domain/conversation.ts';

/** The small index of a migration: one JSON record a step, by a path-like name ('modules/KEY/attempt-1/turn-2/model'). */
export interface Records {
  /** Writes the record; the same name again replaces it (an activity retry writes the same). */
  write(migration: MigrationId, name: string, value: Json | object): Promise<void>;
  /** Writes the record unless there is one of this name already, also when another process writes it at this moment: then false. */
  create(migration: MigrationId, name: string, value: Json | object): Promise<boolean>;
  read(migration: MigrationId, name: string): Promise<unknown>;
  /** All names that begin with the prefix, sorted. */
  list(migration: MigrationId, prefix: string): Promise<string[]>;
  /** The ids of all migrations that have records, sorted. */
  migrations(): Promise<MigrationId[]>;
}
