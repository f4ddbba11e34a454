import { parse } from 'yaml';
import { groupedPattern } from './grouped-pattern.ts';
import { plainPattern } from './plain-pattern.ts';

/** The files at the top of a repository that name its workspaces. */
export const npmFiles = { npm: 'package.json', pnpm: 'pnpm-workspace.yaml' };

export type NpmPatterns =
  | { kind: 'none' }
  | { kind: 'found'; patterns: string[] }
  | { kind: 'refused'; problem: string };

/**
 * Reads which folders are workspaces: from pnpm-workspace.yaml where it names packages, else from `workspaces` in package.json, which npm
 * and yarn use. The texts are those of the base commit, undefined where there is no such file.
 */
export function npmPatterns(texts: { npm?: string; pnpm?: string }): NpmPatterns {
  try {
    const ofPnpm =
      texts.pnpm === undefined ? undefined : patternsIn(parse(texts.pnpm, { logLevel: 'error' }), 'packages');
    if (ofPnpm !== undefined) return plainOnes(ofPnpm);
  } catch (error) {
    return {
      kind: 'refused',
      problem: `modules.by: ${npmFiles.pnpm} at the base commit can't be read: ${firstLine(error)}`,
    };
  }
  try {
    const ofNpm =
      texts.npm === undefined ? undefined : patternsIn(JSON.parse(texts.npm.replace(/^\uFEFF/, '')), 'workspaces');
    if (ofNpm !== undefined) return plainOnes(ofNpm);
  } catch (error) {
    return {
      kind: 'refused',
      problem: `modules.by: ${npmFiles.npm} at the base commit can't be read: ${firstLine(error)}`,
    };
  }
  return { kind: 'none' };
}

function plainOnes(patterns: string[]): NpmPatterns {
  const problem = groupedPattern(patterns);
  return problem === undefined ? { kind: 'found', patterns } : { kind: 'refused', problem };
}

/** yarn also takes `{ "packages": [...] }` for `workspaces`. */
function patternsIn(document: unknown, field: 'packages' | 'workspaces'): string[] | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const value = (document as Record<string, unknown>)[field];
  if (Array.isArray(value))
    return value
      .filter((pattern) => typeof pattern === 'string')
      .map(plainPattern)
      .filter((pattern) => pattern !== '');
  return field === 'workspaces' ? patternsIn(value, 'packages') : undefined;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
