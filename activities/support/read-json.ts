import type { BlobRef } from '../../src/domain/ids.ts';
import type { Blobs } from '../../src/ports/blobs.ts';

/** Reads a blob that Drover itself wrote as JSON; the hash that `get` checks stands for its shape. */
export async function readJson<T>(blobs: Blobs, ref: BlobRef): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await blobs.get(ref))) as T;
}
