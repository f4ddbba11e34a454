const endings = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];
const indexes = ['index.ts', 'index.tsx', 'index.js', 'index.mjs', 'index.cjs', 'src/index.ts', 'src/index.js'];

/**
 * The repository's file that an import names: a relative one, a package of the repository by its name (`packages`: folders by name), or a Python module.
 * Undefined where it is none of its files.
 */
export function resolveImport(
  importer: string,
  name: string,
  files: ReadonlySet<string>,
  packages: ReadonlyMap<string, string>,
): string | undefined {
  if (/\.pyi?$/i.test(importer)) return resolvePython(importer, name, files);
  if (name.startsWith('.')) return findScript(join(folderOf(importer), name), files);
  const [first = '', second = ''] = name.split('/');
  const pack = name.startsWith('@') ? `${first}/${second}` : first;
  const folder = packages.get(pack);
  return folder === undefined ? undefined : findScript(join(folder, `.${name.slice(pack.length)}`), files);
}

function findScript(path: string, files: ReadonlySet<string>): string | undefined {
  // TypeScript's own sources import x.js and mean x.ts.
  const bare = path.replace(/\.[cm]?js$/, '');
  const candidates = [
    ...endings.map((ending) => path + ending),
    ...endings.map((ending) => bare + ending),
    ...indexes.map((index) => (path === '' ? index : `${path}/${index}`)),
  ];
  return candidates.find((candidate) => files.has(candidate));
}

function resolvePython(importer: string, name: string, files: ReadonlySet<string>): string | undefined {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const path = name.slice(dots).replaceAll('.', '/');
  const near = folderOf(importer);
  const roots = dots > 0 ? [join(near, dots === 1 ? '.' : '../'.repeat(dots - 1))] : ['', near, 'src'];
  const candidates = roots.flatMap((root) => {
    const full = [root, path].filter((part) => part !== '').join('/');
    return [`${full}.py`, `${full}/__init__.py`];
  });
  return candidates.find((candidate) => files.has(candidate) && candidate !== importer);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** A path without '.' and '..'; what leads out of the repository names none of its files. */
function join(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${name}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return '..';
    } else parts.push(part);
  }
  return parts.join('/');
}
