import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

export const packageKinds = ['npm', 'pypi', 'go', 'crates', 'maven'] as const;
export type PackageKind = (typeof packageKinds)[number];

export type ListedPackage = { kind: PackageKind; name: string; version: string };

/**
 * The order in which packages are taken: by the SHA-256 of kind and name, so that nobody has chosen it. Of a name with several versions the
 * first that was listed stays.
 */
export function inListOrder(packages: ListedPackage[]): ListedPackage[] {
  const first = new Map<string, ListedPackage>();
  for (const one of packages) if (!first.has(rank(one))) first.set(rank(one), one);
  return packageKinds.flatMap((kind) =>
    [...first]
      .filter(([, one]) => one.kind === kind)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, one]) => one),
  );
}

function rank({ kind, name }: ListedPackage): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex');
}

/** Reads the list: a package a line, as `kind name version`; lines that begin with # are for readers. */
export async function readPackageList(path: string): Promise<ListedPackage[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [kind, name, version] = line.split(' ');
    if (!isKind(kind) || name === undefined || version === undefined)
      throw new Error(`${path} has the line '${line}': write kind, name and version.`);
    return { kind, name, version };
  });
}

/** Writes the list with the words that explain it. */
export async function writePackageList(path: string, words: string[], packages: ListedPackage[]): Promise<void> {
  const lines = [
    ...words.map((line) => `# ${line}`),
    ...inListOrder(packages).map(({ kind, name, version }) => `${kind} ${name} ${version}`),
  ];
  await writeFile(path, `${lines.join('\n')}\n`);
}

function isKind(kind: string | undefined): kind is PackageKind {
  return packageKinds.some((one) => one === kind);
}
