/**
 * A path as a tool wrote it, below the repository's root; undefined for one that lies elsewhere. `roots` are the folders under which the
 * tool may have seen the repository.
 */
export function repositoryPath(path: string, roots: string[]): string | undefined {
  const plain = path.replace(/^file:\/\//, '').replaceAll('\\', '/');
  const root = roots.find((candidate) => plain.startsWith(`${candidate}/`));
  const relative = root === undefined ? plain : plain.slice(root.length + 1);
  if (relative.startsWith('/') || /^[a-z][\w+.-]*:/i.test(relative)) return undefined;
  const parts: string[] = [];
  for (const part of relative.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
