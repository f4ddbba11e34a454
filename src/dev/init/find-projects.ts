import { posix } from 'node:path';
import type { Repository } from './repository.ts';

export const kinds = ['node', 'python', 'go', 'maven', 'gradle', 'rust'] as const;
export type Kind = (typeof kinds)[number];

/** The file that makes a folder a project of a kind. */
const manifests: Record<Kind, RegExp> = {
  node: /^package\.json$/,
  python: /^(pyproject\.toml|setup\.py|setup\.cfg|tox\.ini|pytest\.ini|requirements\.txt)$/,
  go: /^go\.mod$/,
  maven: /^pom\.xml$/,
  gradle: /^build\.gradle(\.kts)?$/,
  rust: /^Cargo\.toml$/,
};

const sources: Record<Kind, RegExp> = {
  node: /\.[cm]?[jt]sx?$/,
  python: /\.py$/,
  go: /\.go$/,
  maven: /\.(java|kt)$/,
  gradle: /\.(java|kt)$/,
  rust: /\.rs$/,
};

export type FoundProject = { kind: Kind; at: string; sources: number };

/**
 * The projects of a repository, the one with the most sources first. Manifests at the top win over those in folders; below, the
 * topmost folder of a kind counts, down to two levels, so that fixtures and examples do not.
 */
export function findProjects({ files }: Pick<Repository, 'files'>): FoundProject[] {
  const at = (folder: string) =>
    kinds
      .filter((kind) =>
        files.some((path) => posix.dirname(path) === folder && manifests[kind].test(posix.basename(path))),
      )
      .map((kind) => ({ kind, at: folder === '.' ? '' : `${folder}/`, sources: count(files, folder, kind) }));
  const top = at('.');
  const found =
    top.length > 0 ? top : [...new Set(files.map((path) => posix.dirname(path)))].filter(isNear).flatMap(at);
  const outermost = found.filter(
    (project) =>
      !found.some((other) => other !== project && other.kind === project.kind && project.at.startsWith(other.at)),
  );
  return outermost.sort((a, b) => b.sources - a.sources || a.at.localeCompare(b.at));
}

function isNear(folder: string): boolean {
  return folder !== '.' && folder.split('/').length <= 2 && /^[\w./@-]+$/.test(folder);
}

function count(files: string[], folder: string, kind: Kind): number {
  return files.filter((path) => (folder === '.' || path.startsWith(`${folder}/`)) && sources[kind].test(path)).length;
}
