import { pathMatcher } from '../../paths/path-matcher.ts';

/** The folders below the top that hold a package.json and are workspaces by these patterns. What is in node_modules never is. */
export function workspaceFolders(patterns: string[], files: string[]): string[] {
  const matches = pathMatcher(patterns);
  return files
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => path.slice(0, -'/package.json'.length))
    .filter((folder) => matches(folder) && !/(^|\/)node_modules(\/|$)/.test(folder));
}
