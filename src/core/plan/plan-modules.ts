import type { MigrationFile, OuterModule } from '../../domain/migration-file.ts';
import type { ModulePlan, ModuleRole } from '../../domain/module-plan.ts';
import { escapePattern } from '../paths/escape-pattern.ts';
import { pathMatcher } from '../paths/path-matcher.ts';
import { fillPlaceholders } from './fill-placeholders.ts';
import { moduleKey } from './module-key.ts';

type Sha256 = (text: string) => string;
export type PlannedModules =
  | { kind: 'planned'; first?: ModulePlan; modules: ModulePlan[]; last?: ModulePlan }
  | { kind: 'refused'; problems: string[] };

/**
 * Splits a repository into modules as the migration file says. `files` are the paths of the base commit's regular files.
 * Problems (a pattern that finds nothing, a module named twice) are returned all at once, each with its field and the way out.
 */
export function planModules(file: MigrationFile, files: string[], sha256: Sha256): PlannedModules {
  const problems: string[] = [];
  const modules = file.modules.by === 'files' ? byFiles(file, files, sha256) : byList(file, files, sha256, problems);
  if (modules.length === 0 && problems.length === 0) {
    problems.push(
      `modules.include: ${JSON.stringify(file.modules.include)} matches none of the ${files.length} files at the base commit; ` +
        'patterns are relative to the repository root, for instance "test/**/*.js"',
    );
  }
  const keys = new Map<string, string>();
  for (const module of modules) {
    const other = keys.get(module.key);
    if (other !== undefined) problems.push(`modules: ${JSON.stringify(module.path)} is named twice`);
    keys.set(module.key, module.path);
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  return {
    kind: 'planned',
    modules,
    ...(file.first && { first: outer(file.first, 'first', files, sha256) }),
    ...(file.last && { last: outer(file.last, 'last', files, sha256) }),
  };
}

function byFiles(file: MigrationFile, files: string[], sha256: Sha256): ModulePlan[] {
  const included = pathMatcher(file.modules.include);
  const excluded = pathMatcher(file.modules.exclude);
  return files
    .filter((path) => included(path) && !excluded(path))
    .map((path) => ({
      key: moduleKey(path, sha256),
      path,
      role: 'module',
      paths: [path],
      mayChange: file.modules.mayChange?.map((pattern) => fillPlaceholders(pattern, path)) ?? [escapePattern(path)],
    }));
}

function byList(file: MigrationFile, files: string[], sha256: Sha256, problems: string[]): ModulePlan[] {
  return (file.modules.list ?? []).map((entry, index) => {
    const matches = pathMatcher(entry.paths);
    const paths = files.filter((path) => matches(path));
    if (paths.length === 0) {
      problems.push(`modules.list[${index}].paths: ${JSON.stringify(entry.paths)} matches no file at the base commit`);
    }
    return {
      key: moduleKey(entry.path, sha256),
      path: entry.path,
      role: 'module',
      paths,
      mayChange: file.modules.mayChange?.map((pattern) => fillPlaceholders(pattern, entry.path)) ?? entry.paths,
    };
  });
}

function outer(entry: OuterModule, role: ModuleRole, files: string[], sha256: Sha256): ModulePlan {
  const [only, ...others] = entry.mayChange;
  const path = entry.path ?? (others.length === 0 && only !== undefined && !/[*?[\]{}!()]/.test(only) ? only : role);
  const matches = pathMatcher(entry.mayChange);
  return {
    // A file may be a module of the sweep and again the last one's subject: the role keeps the keys apart.
    key: moduleKey(`${role}:${path}`, sha256),
    path,
    role,
    paths: files.filter((candidate) => matches(candidate)),
    mayChange: entry.mayChange,
  };
}
