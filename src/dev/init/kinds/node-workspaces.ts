import { posix } from 'node:path';
import { parse } from 'yaml';
import { pathMatcher } from '../../../core/paths/path-matcher.ts';
import type { Project } from '../project.ts';
import { readPackageJson, type PackageJson } from './package-json.ts';

export type Workspace = { folder: string; manifest: PackageJson };

/** The packages that npm's, yarn's or pnpm's workspaces name; none for an ordinary project. */
export async function nodeWorkspaces(project: Project, manifest: PackageJson): Promise<Workspace[]> {
  const patterns = manifest.workspaces ?? (await pnpmPatterns(project));
  if (patterns.length === 0) return [];
  const isWorkspace = pathMatcher(patterns.map((given) => given.replace(/^(!?)\.\//, '$1').replace(/\/$/, '')));
  const folders = project.files
    .filter((path) => path.endsWith('/package.json') && !/(^|\/)node_modules\//.test(path))
    .map((path) => posix.dirname(path))
    .filter(isWorkspace);
  return Promise.all(
    folders.map(async (folder) => ({ folder, manifest: await readPackageJson(project, `${folder}/package.json`) })),
  );
}

async function pnpmPatterns(project: Project): Promise<string[]> {
  const text = await project.read('pnpm-workspace.yaml');
  const document: unknown = text === undefined ? undefined : parse(text);
  const packages = (document as { packages?: unknown } | undefined)?.packages;
  return Array.isArray(packages) ? packages.filter((entry) => typeof entry === 'string') : [];
}
