/** The variables that name a module to its commands: NAME is its package's name, or the last part of its path. */
export function moduleEnvironment({ path, name }: { path: string; name?: string }): { MODULE: string; NAME: string } {
  return { MODULE: path, NAME: name ?? path.slice(path.lastIndexOf('/') + 1) };
}
