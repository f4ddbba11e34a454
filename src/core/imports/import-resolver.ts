import { resolveImport } from './resolve-import.ts';

export type ImportPlaces = {
  files: ReadonlySet<string>;
  /** Folders of packages by their names. */
  packages: ReadonlyMap<string, string>;
  /** Folders of Go modules by their paths. */
  goModules: ReadonlyMap<string, string>;
};

/** Makes the function that finds the repository's files which an import means: several for a package, none for what is not the repository's own. */
export function importResolver({
  files,
  packages,
  goModules,
}: ImportPlaces): (importer: string, name: string) => string[] {
  const java = javaResolver(files);
  const go = goResolver(files, goModules);
  return (importer, name) => {
    if (importer.endsWith('.java')) return java(name);
    if (importer.endsWith('.go')) return go(name);
    const file = resolveImport(importer, name, files, packages);
    return file === undefined ? [] : [file];
  };
}

/** A class `a.b.C` lies in a/b/C.java below any source folder; of a static import, and of a class within a class, the last parts are none of it. */
function javaResolver(files: ReadonlySet<string>): (name: string) => string[] {
  const byName = new Map<string, string[]>();
  const byFolder = new Map<string, string[]>();
  for (const path of files) {
    if (!path.endsWith('.java')) continue;
    const [folder, name] = [folderOf(path), path.slice(path.lastIndexOf('/') + 1)];
    add(byName, name, path);
    add(byFolder, folder.slice(folder.lastIndexOf('/') + 1), path);
  }
  return (name) => {
    const parts = name.split('.');
    if (parts.at(-1) === '*') {
      const folder = parts.slice(0, -1).join('/');
      const candidates = byFolder.get(parts.at(-2) ?? '') ?? [];
      const found = candidates.filter((path) => endsWith(folderOf(path), folder));
      if (found.length > 0) return found;
      parts.pop();
    }
    for (let length = parts.length; length > 0; length -= 1) {
      const wanted = `${parts.slice(0, length).join('/')}.java`;
      const found = (byName.get(`${parts[length - 1]}.java`) ?? []).filter((path) => endsWith(path, wanted));
      if (found.length > 0) return found;
    }
    return [];
  };
}

/** A package's path begins with that of its module (https://go.dev/ref/mod#resolve-pkg-mod): the longest that fits. */
function goResolver(files: ReadonlySet<string>, modules: ReadonlyMap<string, string>): (name: string) => string[] {
  const byFolder = new Map<string, string[]>();
  for (const path of files) if (path.endsWith('.go')) add(byFolder, folderOf(path), path);
  return (name) => {
    const fitting = [...modules].filter(([path]) => name === path || name.startsWith(`${path}/`));
    const [module] = fitting.toSorted(([one], [other]) => other.length - one.length);
    if (module === undefined) return [];
    const [path, folder] = module;
    const below = name.slice(path.length + 1);
    return byFolder.get([folder, below].filter((part) => part !== '').join('/')) ?? [];
  };
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function endsWith(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
