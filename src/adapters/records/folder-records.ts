import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import type { Records } from '../../ports/records.ts';
import { isMissing } from '../is-missing.ts';
import { listFolder } from '../list-folder.ts';
import { checkPathComponent } from '../path-component.ts';
import { createDurably, unfinishedPrefix, writeDurably } from '../write-durably.ts';

const extension = '.json';

/**
 * Records as JSON files, at `folder/MIGRATION/NAME.json`; a name's slashes are folders. `read` gives undefined for a record that
 * is not there and throws `Broken` for one that can't be read; names that can't be files throw `InputRefused`.
 */
export function folderRecords(folder: string): Records {
  const pathOf = (migration: string, name: string): string => {
    checkPathComponent(migration, `The migration '${migration}'`);
    checkName(name);
    return join(folder, migration, `${name}${extension}`);
  };

  return {
    async write(migration, name, value) {
      await writeDurably(pathOf(migration, name), textOf(value));
    },

    create: (migration, name, value) => createDurably(pathOf(migration, name), textOf(value)),

    async read(migration, name) {
      const path = pathOf(migration, name);
      let text;
      try {
        text = await readFile(path, 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      try {
        return JSON.parse(text);
      } catch (error) {
        throw new Failure(
          'Broken',
          `The record '${name}' is damaged: ${path} is not JSON. Restore the file from a backup.`,
          { cause: error },
        );
      }
    },

    async list(migration, prefix) {
      checkPathComponent(migration, `The migration '${migration}'`);
      // Only the folder that the prefix names is read: a migration of thousands of modules has very many records.
      const start = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      if (start !== '') checkName(start.slice(0, -1));
      const names = await namesBelow(join(folder, migration), start);
      return names.filter((name) => name.startsWith(prefix)).sort();
    },

    async migrations() {
      const entries = await listFolder(folder);
      return entries
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith(unfinishedPrefix))
        .map(({ name }) => name)
        .sort();
    },
  };
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A folder must not end like a record, or the records 'a' and 'a.json/b' would want a file and a folder at one path. */
function checkName(name: string): void {
  const parts = name.split('/');
  for (const part of parts) checkPathComponent(part, `The record's name '${name}'`);
  const clash = parts.slice(0, -1).find((part) => part.endsWith(extension));
  if (clash !== undefined) {
    throw new Failure(
      'InputRefused',
      `The record's name '${name}' has the folder '${clash}': a folder's name can't end in '${extension}'.`,
    );
  }
}

/** The names of all records in a folder and below it; `start` is empty or ends with a slash. */
async function namesBelow(root: string, start: string): Promise<string[]> {
  const names: string[] = [];
  const folders = [start];
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    for (const entry of await listFolder(join(root, current))) {
      if (entry.name.startsWith(unfinishedPrefix)) continue;
      if (entry.isDirectory()) folders.push(`${current}${entry.name}/`);
      else if (entry.name.endsWith(extension)) names.push(`${current}${entry.name.slice(0, -extension.length)}`);
    }
  }
  return names;
}
