import type { MigrationId } from '../domain/ids.ts';
import type { ModelReply } from './model.ts';

/**
 * The model journal: what was paid for is written here before it is returned and looked up here before it is sent.
 * A key is `MIGRATION/MODULE/ROUND/ATTEMPT/TURN/REQUEST-HASH`.
 */
export interface Journal {
  lookUp(key: string): Promise<ModelReply | undefined>;
  /** Notes the id of the response that the provider makes for a request in the background; the newest one counts. */
  begin(key: string, responseId: string): Promise<void>;
  /** The id that was noted for a request; undefined when there is none. */
  begun(key: string): Promise<string | undefined>;
  /** Notes that a request is about to be sent: what is in here without a record was under way at a kill. Returns the intent's number, from 1 on. */
  intend(key: string): Promise<number>;
  /** Notes that the call of an intent (by its number) ended without a reply: refused, or failed before this process's eyes. */
  settle(key: string, intent: number): Promise<void>;
  /** How many of a key's calls nobody knows the end of: neither recorded nor settled. They may have been paid for. */
  unknown(key: string): Promise<number>;
  /** The calls of a migration whose end nobody knows and that were never made again, by their keys without the hash. */
  unanswered(migration: MigrationId): Promise<{ place: string; calls: number }[]>;
  record(key: string, reply: ModelReply): Promise<void>;
}
