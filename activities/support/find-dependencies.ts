import { importsOf } from '../../src/core/imports/imports-of.ts';
import { importResolver } from '../../src/core/imports/import-resolver.ts';
import { goDirectives } from '../../src/core/plan/workspaces/go-directives.ts';
import type { RepositoryContent } from '../../src/core/plan/plan-modules.ts';
import type { Workspace } from '../../src/core/plan/workspaces/workspace.ts';
import type { CommitId, ModuleKey } from '../../src/domain/ids.ts';
import type { MigrationFile } from '../../src/domain/migration-file.ts';
import type { ModulePlan } from '../../src/domain/module-plan.ts';
import type { Store, TreeEntry } from '../../src/ports/store.ts';
import { readTexts } from './read-texts.ts';

type Reader = Pick<Store, 'read'>;
const source = /\.(?:[cm]?[jt]sx?|pyi?|java|go)$/i;
/** A larger file is built or generated as a rule, and what it imports stands in others. */
const mostBytes = 500_000;
const batch = 2_000;

/**
 * What modules depend on of one another: by the list's own words, by the manifests of workspaces, or by what the code imports (JavaScript,
 * TypeScript, Python, Java, Go).
 */
export async function findDependencies(
  store: Reader,
  { modules: section }: MigrationFile,
  { commit, entries, workspaces = [], listed = [] }: RepositoryContent & { commit: CommitId; entries: TreeEntry[] },
  modules: ModulePlan[],
): Promise<Map<ModuleKey, ModuleKey[]>> {
  const keyOf = new Map(modules.map(({ path, key }) => [path, key]));
  const edges = new Map<ModuleKey, ModuleKey[]>();
  for (const { path, dependsOn = [] } of section.by === 'command' ? listed : (section.list ?? []))
    edges.set(
      keyOf.get(path) ?? '',
      dependsOn.flatMap((name) => keyOf.get(name) ?? []),
    );
  if (section.dependsOn === 'manifests') return byManifests(workspaces, modules);
  if (section.dependsOn === 'imports')
    for (const [key, found] of await byImports(store, commit, entries, modules))
      edges.set(key, [...(edges.get(key) ?? []), ...found]);
  return edges;
}

function byManifests(workspaces: Workspace[], modules: ModulePlan[]): Map<ModuleKey, ModuleKey[]> {
  const named = new Map(modules.flatMap(({ name, key }) => (name === undefined ? [] : [[name, key] as const])));
  const manifests = new Map(workspaces.map(({ folder, dependsOn = [] }) => [folder, dependsOn]));
  return new Map(
    modules.map(({ path, key }) => {
      const others = (manifests.get(path) ?? []).flatMap((name) => named.get(name) ?? []);
      return [key, [...new Set(others)].filter((other) => other !== key)];
    }),
  );
}

async function byImports(
  store: Reader,
  commit: CommitId,
  entries: TreeEntry[],
  modules: ModulePlan[],
): Promise<Map<ModuleKey, ModuleKey[]>> {
  const files = new Set(entries.filter(({ mode }) => mode.startsWith('100')).map(({ path }) => path));
  const sizes = new Map(entries.map(({ path, bytes }) => [path, bytes]));
  const owner = new Map(modules.flatMap(({ key, paths }) => paths.map((path) => [path, key] as const)));
  const packages = new Map(modules.flatMap(({ name, path }) => (name === undefined ? [] : [[name, path] as const])));
  const resolve = importResolver({ files, packages, goModules: await goModulesOf(store, commit, files) });
  const read = [...owner.keys()].filter((path) => source.test(path) && (sizes.get(path) ?? 0) <= mostBytes);
  const edges = new Map<ModuleKey, Set<ModuleKey>>();
  for (let from = 0; from < read.length; from += batch) {
    for (const [path, text] of await readTexts(store, commit, read.slice(from, from + batch))) {
      const own = owner.get(path) ?? '';
      for (const { from: name } of importsOf(path, text)) {
        for (const file of resolve(path, name)) {
          const other = owner.get(file);
          if (other !== undefined && other !== own) edges.set(own, (edges.get(own) ?? new Set()).add(other));
        }
      }
    }
  }
  return new Map([...edges].map(([key, found]) => [key, [...found]]));
}

async function goModulesOf(store: Reader, commit: CommitId, files: ReadonlySet<string>): Promise<Map<string, string>> {
  const manifests = [...files].filter((path) => /(^|\/)go\.mod$/.test(path));
  const texts = await readTexts(store, commit, manifests);
  return new Map(
    [...texts].flatMap(([path, text]) => {
      const module = goDirectives(text).find(({ verb }) => verb === 'module')?.words[0];
      return module === undefined ? [] : [[module, path.replace(/\/?go\.mod$/, '')] as const];
    }),
  );
}
