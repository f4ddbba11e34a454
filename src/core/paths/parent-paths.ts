/** The folders above a path, from the outermost to the nearest: `a/b/c.js` gives `a` and `a/b`. */
export function parentPaths(path: string): string[] {
  const components = path.split('/');
  return components.slice(1).map((_, index) => components.slice(0, index + 1).join('/'));
}
