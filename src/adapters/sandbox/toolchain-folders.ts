import { dirname, join, resolve } from 'node:path';

/** Files that tools keep tokens in, right beside their `bin` folder (cargo does). */
const tokenFiles = ['credentials', 'credentials.toml', '.npmrc', '.netrc', '.env'];

/** What is shown of a toolchain: a folder at its own path, without the files that may hold tokens. */
export type ToolchainFolder = { folder: string; hidden: string[] };

/**
 * The folder to show for a toolchain's `bin` folder: its parent, where libraries lie, unless that would show a person's
 * files: the root, the home folder, a folder around it, or ~/.local (keyrings lie there). Nothing for what lies in /usr.
 */
export function toolchainFolder(bin: string, hostHome: string): ToolchainFolder | undefined {
  const path = resolve(bin);
  if (path === '/usr' || path.startsWith('/usr/')) return undefined;
  const parent = dirname(path);
  const home = resolve(hostHome);
  const tooMuch = parent === '/' || parent === join(home, '.local') || parent === home || home.startsWith(`${parent}/`);
  return { folder: tooMuch ? path : parent, hidden: tooMuch ? [] : tokenFiles.map((name) => join(parent, name)) };
}
