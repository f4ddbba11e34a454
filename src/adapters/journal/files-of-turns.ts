import { join } from 'node:path';
import { listFolder } from '../list-folder.ts';

/** The paths of all files so many levels below a folder, relative to it: those of a journal's turns. */
export async function filesOfTurns(folder: string, depth: number): Promise<string[]> {
  const files: string[] = [];
  const folders = [''];
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    for (const entry of await listFolder(join(folder, current))) {
      const path = current === '' ? entry.name : `${current}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (path.split('/').length === depth) files.push(path);
    }
  }
  return files;
}
