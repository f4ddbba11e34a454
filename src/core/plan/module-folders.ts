import { parentPaths } from '../paths/parent-paths.ts';
import { pathMatcher } from '../paths/path-matcher.ts';

/**
 * The folders that patterns make modules of. Of nested matches the outermost one counts, so that `**` means each folder at the top; a
 * folder inside of another module is one, too, where a pattern names it that does not match the module around it: `packages/*` and
 * `packages/core/plugins/*` give `packages/core` and each of its plugins.
 */
export function moduleFolders(include: string[], files: string[]): string[] {
  const folders = [...new Set(files.flatMap(parentPaths))].sort();
  const isIncluded = pathMatcher(include);
  const patterns = include
    .filter((pattern) => !pattern.startsWith('!') || pattern.startsWith('!('))
    .map((pattern) => pathMatcher([pattern.replace(/\/$/, '')]));
  const taken = new Set<string>();
  for (const folder of folders) {
    const around = parentPaths(folder).filter((above) => taken.has(above));
    const isNamed = patterns.some((matches) => matches(folder) && !around.some(matches));
    if (isNamed && isIncluded(folder)) taken.add(folder);
  }
  return [...taken];
}
