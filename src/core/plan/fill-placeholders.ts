import { escapePattern } from '../paths/escape-pattern.ts';

/**
 * Replaces `{module}`, `{dir}`, `{stem}` and `{name}` in a pattern by the parts of a module's path, each escaped, so that a
 * path such as `[id].js` stands for itself. For `test/a.spec.js`: dir `test`, name `a.spec.js`, stem `a.spec`.
 */
export function fillPlaceholders(pattern: string, path: string): string {
  const cut = path.lastIndexOf('/');
  const name = path.slice(cut + 1);
  const parts: Record<string, string> = {
    module: path,
    dir: cut < 0 ? '.' : path.slice(0, cut),
    name,
    stem: name.replace(/(?<=.)\.[^.]*$/, ''),
  };
  return pattern
    .replace(/\{(module|dir|name|stem)\}/g, (_, part: string) => escapePattern(parts[part] ?? ''))
    .replace(/^\.\//, '');
}
