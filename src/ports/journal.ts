import type { ModelReply } from './model.ts';

/**
 * The model journal: what was paid for is written here before it is returned and looked up here before it is sent.
 * A key is `MIGRATION/MODULE/ROUND/ATTEMPT/TURN/REQUEST-HASH`.
 */
export interface Journal {
  lookUp(key: string): Promise<ModelReply | undefined>;
  /** Notes that a request is about to be sent: what is in here without a record was under way at a kill. */
  intend(key: string): Promise<void>;
  record(key: string, reply: ModelReply): Promise<void>;
}
