import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { BlobRef } from '../../domain/ids.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { Failpoint } from '../../ports/failpoints.ts';
import { isMissing } from '../is-missing.ts';
import { syncFolder, writeDurably } from '../write-durably.ts';

const addressPattern = /^[0-9a-f]{64}$/;

/**
 * Blobs as files, at `folder/ab/cdef...` for the address `abcdef...`. Any number of processes may share the folder: equal
 * content has one path, and a rename replaces it by the same bytes. The failpoints are passed when bytes are really written.
 */
export function folderBlobs(folder: string, failpoint: Failpoint): Blobs {
  const pathOf = (ref: BlobRef): string => join(folder, ref.slice(0, 2), ref.slice(2));

  return {
    async put(content) {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      const ref = sha256(bytes);
      const path = pathOf(ref);
      if ((await sizeOf(path)) === bytes.byteLength) {
        // Another process may have renamed it a moment ago without having synchronised the folder yet.
        await syncFolder(dirname(path));
        return ref;
      }
      failpoint('before-blob-write');
      await writeDurably(path, bytes);
      failpoint('after-blob-write');
      return ref;
    },

    async get(ref) {
      if (!addressPattern.test(ref)) {
        throw new Failure('Broken', `'${ref}' is not a blob's address: 64 lower-case hexadecimal digits are.`);
      }
      const path = pathOf(ref);
      const bytes = await read(path, ref);
      const found = sha256(bytes);
      if (found !== ref) {
        throw new Failure(
          'Broken',
          `The blob ${ref} is damaged: the ${bytes.byteLength} bytes of ${path} have the hash ${found}. Restore the file from a backup.`,
        );
      }
      return bytes;
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The size of a file in bytes, or undefined when there is none. A damaged file of another size is written anew by `put`. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function read(path: string, ref: BlobRef): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new Failure(
      'Broken',
      `The blob ${ref} is missing: there is no ${path}. Is this the data folder that it was written to?`,
      {
        cause: error,
      },
    );
  }
}
