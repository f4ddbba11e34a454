import type { BlobRef } from '../../domain/ids.ts';
import type { Blobs } from '../../ports/blobs.ts';

/** A blob that holds JSON, parsed. */
export async function readJsonBlob<T>(blobs: Blobs, ref: BlobRef): Promise<T> {
  return JSON.parse(Buffer.from(await blobs.get(ref)).toString()) as T;
}
