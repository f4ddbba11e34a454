import { escapePattern } from '../../core/paths/escape-pattern.ts';
import { pathMatcher } from '../../core/paths/path-matcher.ts';
import { parentPaths } from '../../core/paths/parent-paths.ts';

/** Beyond this many, folders are no longer named one by one. */
const mostFolders = 8;

/**
 * Short glob patterns that take in the wanted files of a project, and those that take out again what they catch besides. `suffixOf`
 * gives the part of a name that says what a file is ('*.test.js').
 */
export function filePatterns(
  wanted: string[],
  all: string[],
  nameOf: (path: string) => string,
): { include: string[]; exclude: string[] } {
  const byFolder = [...new Set(wanted.map((path) => `${baseOf(path, wanted)}${nameOf(path)}`))].sort();
  const byName = [...new Set(wanted.map((path) => `**/${nameOf(path)}`))].sort();
  const include = byFolder.length <= mostFolders ? byFolder : byName;
  const caught = pathMatcher(include);
  const isWanted = new Set(wanted);
  return {
    include,
    exclude: exclusions(
      all.filter((path) => caught(path) && !isWanted.has(path)),
      wanted,
    ),
  };
}

/** The folder that a file's pattern begins with: the tests' own, else the topmost, with `**` where there are files further down. */
function baseOf(path: string, wanted: string[]): string {
  const folders = path.split('/').slice(0, -1);
  if (folders.length === 0) return '';
  const own = folders.findIndex((name) => /^(tests?|__tests__|specs?)$/.test(name));
  const base = `${folders.slice(0, own < 0 ? 1 : own + 1).join('/')}/`;
  const deeper = wanted.some((other) => other.startsWith(base) && other.slice(base.length).includes('/'));
  return deeper ? `${base}**/` : base;
}

/** Whole folders where nothing in them is wanted, single files elsewhere. */
function exclusions(unwanted: string[], wanted: string[]): string[] {
  const shared = new Set(wanted.flatMap((path) => parentPaths(path)));
  const patterns = unwanted.map((path) => {
    const folder = parentPaths(path).find((above) => !shared.has(above));
    return folder === undefined ? path : `${escapePattern(folder)}/**`;
  });
  return [...new Set(patterns)].sort();
}
