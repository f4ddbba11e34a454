import type { ModuleKey } from '../../domain/ids.ts';

/**
 * A module's key: a readable slug of its path (at most 40 characters) and eight characters of the path's hash, so that
 * `test`, `test/a.js` and `[id]` get names that are valid, different and never one below the other as refs.
 * `sha256` returns hexadecimal digits; it is handed in because core has no cryptography of its own.
 */
export function moduleKey(path: string, sha256: (text: string) => string): ModuleKey {
  const slug = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(-40)
    .replace(/^-+/, '');
  return `${slug || 'module'}-${sha256(path).slice(0, 8)}`;
}
