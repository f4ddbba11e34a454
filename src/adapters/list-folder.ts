import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isMissing } from './is-missing.ts';

/** What is in a folder, links not followed; nothing when there is no such folder. */
export async function listFolder(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
