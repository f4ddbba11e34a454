import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** The first executable file of this name in the folders of a PATH, as a shell would find it. Relative folders are passed over. */
export async function findExecutable(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? '').split(delimiter).filter((entry) => isAbsolute(entry))) {
    if (await isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/** Whether the path is a file that this user may execute. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
