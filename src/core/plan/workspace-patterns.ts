import { parse } from 'yaml';

/** The files at the top of a repository that name its workspaces. */
export const workspaceFiles = { npm: 'package.json', pnpm: 'pnpm-workspace.yaml' };

export type WorkspacePatterns = { kind: 'found'; patterns: string[] } | { kind: 'refused'; problem: string };

/**
 * Reads which folders are workspaces: from pnpm-workspace.yaml where it names packages, else from `workspaces` in package.json, which npm
 * and yarn use. The texts are those of the base commit, undefined where there is no such file.
 */
export function workspacePatterns(texts: { npm?: string; pnpm?: string }): WorkspacePatterns {
  try {
    const ofPnpm =
      texts.pnpm === undefined ? undefined : patternsIn(parse(texts.pnpm, { logLevel: 'error' }), 'packages');
    if (ofPnpm !== undefined) return plainOnes(ofPnpm);
  } catch (error) {
    return {
      kind: 'refused',
      problem: `modules.by: ${workspaceFiles.pnpm} at the base commit can't be read: ${firstLine(error)}`,
    };
  }
  try {
    const ofNpm = texts.npm === undefined ? undefined : patternsIn(JSON.parse(texts.npm), 'workspaces');
    if (ofNpm !== undefined) return plainOnes(ofNpm);
  } catch (error) {
    return {
      kind: 'refused',
      problem: `modules.by: ${workspaceFiles.npm} at the base commit can't be read: ${firstLine(error)}`,
    };
  }
  const detail =
    'modules.by: the base commit has no workspaces: neither "workspaces" in package.json nor "packages" in pnpm-workspace.yaml at the top; ' +
    'write by: folders with include, for instance ["packages/*"]';
  return { kind: 'refused', problem: detail };
}

/** The repository wrote them, and nested groups can be made to take hours; nobody needs groups for workspaces. */
function plainOnes(patterns: string[]): WorkspacePatterns {
  const grouped = patterns.find((pattern) => pattern.includes('('));
  if (grouped === undefined) return { kind: 'found', patterns };
  const detail =
    `modules.by: the workspaces at the base commit have the pattern ${JSON.stringify(grouped.slice(0, 100))}, and patterns with groups are not ` +
    'taken from a repository; write by: folders with include';
  return { kind: 'refused', problem: detail };
}

/** yarn also takes `{ "packages": [...] }` for `workspaces`. */
function patternsIn(document: unknown, field: 'packages' | 'workspaces'): string[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const value = (document as Record<string, unknown>)[field];
  if (Array.isArray(value))
    return value
      .filter((pattern) => typeof pattern === 'string')
      .map(plain)
      .filter((pattern) => pattern !== '');
  return field === 'workspaces' ? patternsIn(value, 'packages') : undefined;
}

/** A leading './' and a slash at the end mean nothing; the top itself is no workspace here. */
function plain(pattern: string): string {
  return pattern
    .replace(/^(!?)(\.?\/)+/, '$1')
    .replace(/\/+$/, '')
    .replace(/^!?\.?$/, '');
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
