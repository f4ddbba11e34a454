import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const maxBytes = 16 * 1024 * 1024;

/**
 * Reads and removes a file that a sandboxed command may have written. The command could have planted a link or a pipe there: only a
 * regular file of bearable size is read, without following links and without waiting. Anything else reads as undefined.
 */
export async function takeUntrusted(folder: string, name: string): Promise<Uint8Array | undefined> {
  const path = join(folder, name);
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await file.stat();
      return (await file.stat()).isFile() && size <= maxBytes ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
