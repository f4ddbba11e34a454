import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readUntrusted } from './read-untrusted.ts';

/** Reads and removes what a sandboxed command may have written under a name; see `readUntrusted` for what is read. */
export async function takeUntrusted(folder: string, name: string): Promise<Uint8Array | undefined> {
  const path = join(folder, name);
  try {
    return await readUntrusted(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}
