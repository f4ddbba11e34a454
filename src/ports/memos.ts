import type { MemoSource } from '../domain/evidence.ts';
import type { BlobRef } from '../domain/ids.ts';

/** A verification that was made already: where it lies in the blob store, and which step made it. */
export type Memo = { ref: BlobRef; source: MemoSource };

/**
 * Remembers a tenant's green verifications across its migrations. `key` is the SHA-256 of all that a verification depends on. A memo is a
 * hint: one that can't be read is none.
 */
export interface Memos {
  find(tenant: string, key: string): Promise<Memo | undefined>;
  /** The newest one of a key is kept. */
  keep(tenant: string, key: string, memo: Memo): Promise<void>;
}
