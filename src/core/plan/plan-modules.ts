import type { MigrationFile } from '../../domain/migration-file.ts';
import type { ModulePlan } from '../../domain/module-plan.ts';
import { escapePattern } from '../paths/escape-pattern.ts';
import { pathMatcher } from '../paths/path-matcher.ts';
import { fillPlaceholders } from './fill-placeholders.ts';
import type { ListedModule } from '../../domain/migration-file/listed-module.ts';
import { matchingFiles } from './matching-files.ts';
import { moduleFolders } from './module-folders.ts';
import { moduleKey } from './module-key.ts';
import { ownFolders } from './own-folders.ts';
import { planOuterModule } from './plan-outer-module.ts';
import type { Workspace } from './workspaces/workspace.ts';

export type PlannedModules =
  | { kind: 'planned'; first?: ModulePlan; modules: ModulePlan[]; last?: ModulePlan }
  | { kind: 'refused'; problems: string[] };

/** What the repository holds at the base commit: its regular files, and where modules are those its workspaces, or what the command listed. */
export type RepositoryContent = {
  files: string[];
  /** Those of them that modules may be found among; all by default. */ kept?: string[];
  workspaces?: Workspace[];
  listed?: ListedModule[];
};

/** A module before it has its key. `patterns` are those of its own files. */
type Found = { path: string; name?: string; paths: string[]; patterns: string[] };

/** The workflow has all its modules and their results in memory, about 1.5 kB each: with more, a worker that has several such migrations would feel it. */
const mostModules = 20_000;

/**
 * Splits a repository into modules as the migration file says. Problems (a pattern that finds nothing, a module named twice) are returned
 * all at once, each with its field and the way out.
 */
export function planModules(
  file: MigrationFile,
  content: RepositoryContent,
  sha256: (text: string) => string,
): PlannedModules {
  const found = findModules(file, content);
  const problems = problemsOf(file, content, found);
  if (problems.length > 0) return { kind: 'refused', problems };
  const modules = found.map(({ path, name, paths, patterns }) => ({
    key: moduleKey(path, sha256),
    path,
    ...(name !== undefined && { name }),
    role: 'module' as const,
    paths,
    mayChange: file.modules.mayChange?.flatMap((pattern) => filled(pattern, path, patterns)) ?? patterns,
  }));
  return {
    kind: 'planned',
    modules,
    ...(file.first && { first: planOuterModule(file.first, 'first', content.files, sha256) }),
    ...(file.last && { last: planOuterModule(file.last, 'last', content.files, sha256) }),
  };
}

/** `{module}` alone means the module's own files, also where it is a folder or a list of patterns. */
function filled(pattern: string, path: string, own: string[]): string[] {
  return pattern === '{module}' ? own : [fillPlaceholders(pattern, path)];
}

function findModules({ modules }: MigrationFile, content: RepositoryContent): Found[] {
  const { files: all, kept: files = all, workspaces = [], listed = [] } = content;
  const { by, include, exclude } = modules;
  switch (by) {
    case 'files': {
      const [included, excluded] = [pathMatcher(include), pathMatcher(exclude)];
      return files
        .filter((path) => included(path) && !excluded(path))
        .map((path) => ({ path, paths: [path], patterns: [escapePattern(path)] }));
    }
    case 'folders':
      return ownFolders(moduleFolders(include, files), files, exclude).map(({ folder, ...own }) => ({
        path: folder,
        ...own,
      }));
    case 'workspaces': {
      const included = pathMatcher(include);
      const owned = ownFolders(
        workspaces.map(({ folder }) => folder),
        files,
        exclude,
      );
      const names = new Map(workspaces.map(({ folder, name }) => [folder, name]));
      return owned
        .filter(({ folder }) => included(folder))
        .map(({ folder, ...own }) => {
          const name = names.get(folder);
          return { path: folder, ...(name !== undefined && { name }), ...own };
        });
    }
    case 'list':
    case 'command': {
      const find = matchingFiles(all);
      const named: ListedModule[] = by === 'list' ? (modules.list ?? []) : listed;
      return named.map(({ path, name, paths: patterns }) => ({
        path,
        ...(name !== undefined && { name }),
        paths: find(patterns),
        patterns,
      }));
    }
    default:
      return by satisfies never;
  }
}

function problemsOf(file: MigrationFile, { files, workspaces }: RepositoryContent, found: Found[]): string[] {
  const { by, include, exclude } = file.modules;
  if (found.length > mostModules) {
    return [
      `modules: ${found.length} modules are more than the ${mostModules} that one migration takes; ` +
        (by === 'list' || by === 'command' ? 'list fewer' : 'narrow modules.include') +
        ' and migrate part after part, or make larger modules' +
        (by === 'files' ? ' with by: folders' : ''),
    ];
  }
  if (by === 'list' || by === 'command') {
    const named = new Set<string>();
    return found.flatMap(({ path, paths, patterns }, index) => [
      ...(paths.length === 0
        ? [
            `${by === 'list' ? `modules.list[${index}].paths` : `modules.command: the paths of ${JSON.stringify(path)}`}: ${JSON.stringify(patterns)} matches no file at the base commit`,
          ]
        : []),
      ...(named.size === named.add(path).size ? [`modules: ${JSON.stringify(path)} is named twice`] : []),
    ]);
  }
  if (found.length > 0) return [];
  const all = {
    files: `${files.length} files`,
    folders: 'folders',
    workspaces: `${workspaces?.length ?? 0} workspaces`,
  }[by];
  const example = { files: '"test/**/*.js"', folders: '"packages/*"', workspaces: '"packages/*"' }[by];
  const less = exclude.length > 0 ? `, less modules.exclude ${JSON.stringify(exclude)},` : '';
  return [
    `modules.include: ${JSON.stringify(include)}${less} matches none of the ${all} at the base commit; ` +
      `patterns are relative to the repository root, for instance ${example}`,
  ];
}
