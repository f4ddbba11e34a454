/** The folders below the top that hold a file of this name, in the order of their paths. */
export function foldersWith(name: string, files: string[]): string[] {
  return files
    .filter((path) => path.endsWith(`/${name}`))
    .map((path) => path.slice(0, -name.length - 1))
    .toSorted();
}
