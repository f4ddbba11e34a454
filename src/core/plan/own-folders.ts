import { escapePattern } from '../paths/escape-pattern.ts';
import { parentPaths } from '../paths/parent-paths.ts';
import { pathMatcher } from '../paths/path-matcher.ts';

/** A folder that is a module, with the files and the patterns that are its own. */
export type OwnFolder = { folder: string; paths: string[]; patterns: string[] };

/**
 * Divides files among folders: each file belongs to the innermost of the folders above it. What `exclude` matches (files, or folders with
 * all that is in them) belongs to none. Folders that are left without a file are left out; the others come in the order of their paths.
 */
export function ownFolders(folders: string[], files: string[], exclude: string[]): OwnFolder[] {
  const excluded = pathMatcher(exclude);
  const isExcluded = (path: string) => excluded(path) || parentPaths(path).some(excluded);
  const own = new Map<string, string[]>(
    [...new Set(folders)].filter((folder) => !isExcluded(folder)).map((folder) => [folder, []]),
  );
  for (const file of files) {
    const owner = parentPaths(file).findLast((folder) => own.has(folder));
    if (owner !== undefined && !isExcluded(file)) own.get(owner)?.push(file);
  }
  const inner = new Map<string, string[]>();
  for (const folder of own.keys()) {
    const around = parentPaths(folder).findLast((above) => own.has(above));
    if (around !== undefined) inner.set(around, [...(inner.get(around) ?? []), folder]);
  }
  const without = exclude.flatMap((pattern) =>
    pattern.endsWith('**') ? [`!${pattern}`] : [`!${pattern}`, `!${pattern}/**`],
  );
  return [...own]
    .filter(([, paths]) => paths.length > 0)
    .map(([folder, paths]) => ({
      folder,
      paths,
      patterns: [
        `${escapePattern(folder)}/**`,
        ...(inner.get(folder) ?? []).map((path) => `!${escapePattern(path)}/**`),
        ...without,
      ],
    }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
