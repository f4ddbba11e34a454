import type { BlobRef } from '../domain/ids.ts';

/** Content-addressed storage. A blob is on disk for good (written, synchronised, renamed) before `put` returns. */
export interface Blobs {
  /** Stores bytes or text (as UTF-8) and returns their address. Storing the same bytes again changes nothing. */
  put(content: Uint8Array | string): Promise<BlobRef>;
  /** Reads a blob back and checks its hash. Throws a permanent failure when it is missing or damaged. */
  get(ref: BlobRef): Promise<Uint8Array>;
}
