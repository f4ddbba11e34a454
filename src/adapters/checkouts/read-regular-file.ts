import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, lstat, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../../domain/failure.ts';

/** The bytes of a file that untrusted commands may have written; at most as many as it has when it is opened. */
export async function readRegularFile(path: string): Promise<Uint8Array> {
  return withRegularFile(path, async (file, size) => {
    const bytes = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  });
}

/** The id that git gives a file's bytes, without holding them all: what is equal to the commit's need not be read as a change. */
export async function blobIdOf(path: string): Promise<string> {
  return withRegularFile(path, async (file, size) => {
    const hash = createHash('sha1').update(`blob ${size}\0`);
    if (size > 0) {
      for await (const chunk of file.createReadStream({ autoClose: false, end: size - 1 }))
        hash.update(chunk as Uint8Array);
    }
    return hash.digest('hex');
  });
}

/** The id that git gives to bytes. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/**
 * Opens without following a link, and without waiting for a pipe's other end, and looks again at what was opened: the check
 * before and the opening are two moments.
 */
async function withRegularFile<T>(path: string, use: (file: FileHandle, size: number) => Promise<T>): Promise<T> {
  const file = await openReadable(path);
  try {
    const stats = await file.stat();
    if (!stats.isFile())
      throw new Failure('Transient', `${path} was replaced while it was read: a command still runs in this checkout.`);
    return await use(file, stats.size);
  } finally {
    await file.close();
  }
}

async function openReadable(path: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    return await open(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    // Its owner took the right to read away from itself (chmod 000).
    await chmod(path, (await lstat(path)).mode | 0o400);
    return open(path, flags);
  }
}
