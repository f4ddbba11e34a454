import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const maxBytes = 16 * 1024 * 1024;

/**
 * Reads a file that a sandboxed command may have written. The command could have planted a link or a pipe there: only a regular file of
 * bearable size is read, without following a link and without waiting. Anything else reads as undefined.
 */
export async function readUntrusted(path: string, limit = maxBytes): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await file.stat();
      return stats.isFile() && stats.size <= limit ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
