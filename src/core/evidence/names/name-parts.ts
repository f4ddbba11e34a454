/** The names of a test's groups and its own, without the number that a repeated name gets. */
export function nameParts(id: string): string[] {
  const at = id.lastIndexOf(' #');
  const hasNumber = at >= 0 && /^\d+$/.test(id.slice(at + 2));
  return (hasNumber ? id.slice(0, at) : id).split(' > ');
}

/** The parts without those at the beginning that are a file's path, as vitest's and jest's JUnit reports have it for a class. */
export function partsWithoutFile(id: string): string[] {
  const parts = nameParts(id);
  const first = parts.findIndex((part) => !isFile.test(part));
  return first <= 0 ? parts : parts.slice(first);
}

const isFile = /^[\w@.()[\] /-]*\w\.(?:[cm]?[jt]sx?|py)$/;
