import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFolder } from '../list-folder.ts';
import type { Git } from './git.ts';

/** No step works on its scratch folder for so long. */
const leftoverAgeMs = 24 * 3_600_000;

/** Where temporary indexes and files lie: in the store, so that they are on the same disk and as private as it is. */
export function scratchFolder(folder: string): string {
  return join(folder, 'scratch');
}

/** Gives `use` a folder of its own and removes it afterwards. */
export async function withScratch<T>(git: Git, use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(scratchFolder(git.folder), 'step-'));
  try {
    return await use(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Removes what killed processes left behind: folders whose names begin with `prefix`, a day old or older. */
export async function removeLeftovers(folder: string, prefix: string): Promise<void> {
  for (const entry of await listFolder(folder)) {
    if (!entry.name.startsWith(prefix)) continue;
    const path = join(folder, entry.name);
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > leftoverAgeMs) await rm(path, { recursive: true, force: true });
  }
}
