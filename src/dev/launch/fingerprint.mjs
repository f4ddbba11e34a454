import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a build is made of; the benches only where they are, since images and small checkouts come without. */
const inputs = ['src', 'workflows', 'activities', 'bench', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/**
 * A hash of the names and contents of everything that the build depends on. Contents rather than times: a fresh clone
 * and a switch of branches change all times. It takes some milliseconds.
 *
 * @param {string} root
 * @returns {string} SHA-256, hexadecimal
 */
export function fingerprint(root) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of inputs.flatMap((input) => filesOf(root, input))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path relative to the root
 * @returns {string[]} files, relative to the root, in a fixed order
 */
function filesOf(root, path) {
  if (path.endsWith('.json')) return [path];
  if (path === 'bench' && !existsSync(join(root, path))) return [];
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(root, join(path, entry.name)) : [join(path, entry.name)]));
}
