import { findCargo } from './find-cargo.ts';
import { findGo } from './find-go.ts';
import { findGradle } from './find-gradle.ts';
import { findMaven } from './find-maven.ts';
import { findNpm } from './find-npm.ts';
import { findPython } from './find-python.ts';
import { workspaceKinds, type FindWorkspaces, type Workspace, type WorkspaceKind } from './workspace.ts';

const finders: Record<WorkspaceKind, FindWorkspaces> = {
  npm: findNpm,
  maven: findMaven,
  gradle: findGradle,
  go: findGo,
  cargo: findCargo,
  python: findPython,
};

/** What each kind would have been found by, for those who wonder. */
const places: Record<WorkspaceKind, string> = {
  npm: '"workspaces" in package.json, or "packages" in pnpm-workspace.yaml',
  maven: '<modules> in pom.xml',
  gradle: 'include in settings.gradle or settings.gradle.kts',
  go: 'a go.work, or go.mod files',
  cargo: '[workspace] in Cargo.toml',
  python: 'tool.uv.workspace in pyproject.toml, or pyproject.toml files',
};

const vendored = /(^|\/)(node_modules|vendor|third_party|target|\.venv|\.git)\//;

/** The files that a workspace of some kind may be found by, less those that others wrote. */
export function manifestsAmong(files: string[]): string[] {
  const names = /(^|\/)(package\.json|pom\.xml|build\.gradle(\.kts)?|go\.mod|Cargo\.toml|pyproject\.toml)$/;
  const tops = new Set(['pnpm-workspace.yaml', 'settings.gradle', 'settings.gradle.kts', 'go.work']);
  return files.filter((path) => tops.has(path) || (names.test(path) && !vendored.test(path)));
}

/**
 * Finds a repository's workspaces: those of the kind that the migration file names, else of the only kind that it has. A kind whose workspaces a
 * file at the top lists goes before one that is known by its manifests alone.
 */
export function findWorkspaces(
  all: string[],
  texts: ReadonlyMap<string, string>,
  wanted?: WorkspaceKind,
): { kind: 'found'; workspaces: Workspace[] } | { kind: 'refused'; problem: string } {
  const files = all.filter((path) => !vendored.test(path));
  if (wanted !== undefined) {
    const found = finders[wanted](files, texts);
    if (found.kind !== 'none') return found;
    return {
      kind: 'refused',
      problem: `modules.workspaces: the base commit has no workspaces of ${wanted}: no ${places[wanted]}`,
    };
  }
  const found = workspaceKinds.map((kind) => ({ kind, found: finders[kind](files, texts) }));
  const declared = found.filter(
    (one) => one.found.kind === 'refused' || (one.found.kind === 'found' && one.found.declared),
  );
  const candidates = declared.length > 0 ? declared : found.filter((one) => one.found.kind === 'found');
  const [only, ...others] = candidates;
  if (only === undefined) {
    const looked = Object.values(places).join('; ');
    const problem = `modules.by: the base commit has no workspaces: there is none of ${looked}. Write by: folders with include, for instance ["packages/*"], or by: command`;
    return { kind: 'refused', problem };
  }
  if (others.length > 0) {
    const kinds = candidates.map(({ kind }) => kind).join(', ');
    return {
      kind: 'refused',
      problem: `modules.workspaces: the base commit has workspaces of ${kinds}: name the kind that is meant`,
    };
  }
  return only.found.kind === 'none' ? { kind: 'refused', problem: '' } : only.found;
}
