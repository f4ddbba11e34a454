import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { PackageFile } from './eligibility.ts';

/** All regular files of an unpacked package. */
export async function readFiles(folder: string): Promise<PackageFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const content = await readFile(path);
        return { path: relative(folder, path), bytes: content.length, text: content.toString('utf8') };
      }),
  );
}
