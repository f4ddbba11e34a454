import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program's absolute path on a PATH; undefined when it is not there. Relative entries are skipped: they mean something else in every folder. */
export function findProgram(name: string, path: string | undefined): string | undefined {
  const folders = (path ?? '/usr/local/bin:/usr/bin:/bin').split(delimiter).filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
