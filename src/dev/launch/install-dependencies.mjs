import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from './run-process.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withSetUpLock } from './set-up-lock.mjs';

/**
 * Installs the locked dependencies when what is installed differs from the lockfile.
 *
 * @param {string} root the checkout
 * @param {(line: string) => void} say
 */
export async function installDependencies(root, say) {
  if (installed(root)) return;
  await withSetUpLock(root, say, async () => {
    if (installed(root)) return;
    say('installing the dependencies with npm (once, usually less than a minute) ...');
    const began = Date.now();
    // `npm ci` would refuse a lockfile that lacks optional packages of other systems, as one does that was written where a registry
    // does not offer them. With --no-save this installs what the lockfile says, too, and leaves the lockfile alone. No
    // dependency needs its install script to work, and none of them should run code on a user's machine.
    const args = ['install', '--no-save', '--ignore-scripts', '--include=dev', '--include=optional'];
    const quiet = ['--no-audit', '--no-fund'];
    const { code } = await runProcess('npm', [...args, ...quiet], { cwd: root, output: 'stderr' });
    if (code !== 0)
      throw new SetUpError(`npm install ended with exit code ${code}: see its lines above. It needs the npm registry.`);
    if (!installed(root))
      throw new SetUpError('npm install ended well, but node_modules does not hold what package-lock.json lists.');
    say(`dependencies installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  });
}

/**
 * Compares the lockfile with the copy that npm writes into node_modules as its last step, package by package: so a copy
 * that is cut short, out of date or without the development tools is found, whoever made it.
 *
 * @param {string} root
 */
export function installed(root) {
  const copy = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(copy)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const found = readPackages(copy);
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) => path === '' || optional || link || found[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, link?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
