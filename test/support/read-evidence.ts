import { folderBlobs } from '../../src/adapters/blobs/folder-blobs.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { dataFolders } from '../../src/worker/data-folders.ts';

/** A module's evidence as it lies in a data folder; throws when it is missing or damaged. */
export async function readEvidence(dataFolder: string, address: string | null): Promise<Evidence> {
  const blobs = folderBlobs(dataFolders(dataFolder).blobs, () => {});
  return JSON.parse(Buffer.from(await blobs.get(address ?? 'none')).toString()) as Evidence;
}
