import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Begins the names of files that are still being written. No name that Drover gives a file begins like this. */
export const unfinishedPrefix = '~';

/**
 * Writes a file so that it is on disk for good, and whole, when the promise resolves; missing folders are made. A kill at any
 * moment leaves the old file, the new one, or an ignorable one whose name begins with `~`: never a part under the final name.
 *
 * The order is what makes it so: bytes, fsync, rename, fsync of the folder. Without the first fsync a power cut may keep the
 * name and lose the bytes; without the second it may lose the name. `mode` is the new file's, less what the umask takes.
 */
export async function writeDurably(path: string, content: Uint8Array | string, mode = 0o666): Promise<void> {
  await place(path, content, mode, rename);
}

/** The same for a file that must not be there yet: false, and nothing is changed, where it is. Of several at once one makes it. */
export async function createDurably(path: string, content: Uint8Array | string): Promise<boolean> {
  try {
    // A link, unlike a rename, does not replace what is there.
    await place(path, content, 0o666, async (from, to) => {
      await link(from, to);
      await rm(from);
    });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function place(
  path: string,
  content: Uint8Array | string,
  mode: number,
  move: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(resolve(path));
  await makeFolderDurably(folder);
  const unfinished = join(folder, `${unfinishedPrefix}${randomUUID()}`);
  try {
    const file = await open(unfinished, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await move(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Makes a folder with all those above it, and writes their names to disk for good. */
export async function makeFolderDurably(folder: string): Promise<void> {
  const topmost = await mkdir(folder, { recursive: true });
  if (topmost === undefined) return;
  const above = dirname(resolve(topmost));
  for (let made = resolve(folder); made !== above;) {
    made = dirname(made);
    await syncFolder(made);
  }
}

/** Writes a folder's list of names to disk for good. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
