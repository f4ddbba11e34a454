import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from './fingerprint.mjs';
import { offlineEnv } from './offline-env.mjs';
import { runProcess } from './run-process.mjs';
import { SetUpError } from './set-up-error.mjs';
import { withSetUpLock } from './set-up-lock.mjs';

/** Names the sources that `dist` was made from; written before `dist` gets its name, so that it never vouches for half a build. */
const stamp = '.fingerprint';

/**
 * Makes `dist` when the sources differ from those that it was made of. It is made in a folder beside it, which then takes
 * its name: a build that is cut short leaves the old one.
 *
 * @param {string} root the checkout
 * @param {(line: string) => void} say
 */
export async function build(root, say) {
  if (fresh(root)) return;
  await withSetUpLock(root, say, async () => {
    if (fresh(root)) return;
    say('building ...');
    const began = Date.now();
    const wanted = fingerprint(root);
    const next = `.dist-next-${process.pid}`;
    try {
      await compile(root, next);
      writeFileSync(join(root, next, stamp), wanted);
      await swap(root, next);
    } finally {
      await rm(join(root, next), { recursive: true, force: true });
    }
    say(`built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  });
}

/** @param {string} root */
function fresh(root) {
  const file = join(root, 'dist', stamp);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint(root);
}

/**
 * Compiles without checking types: that is `npm run check`'s work, and a user who starts the demo should not wait for it.
 *
 * @param {string} root
 * @param {string} next the folder to fill, relative to the root
 */
async function compile(root, next) {
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck', '--outDir', next];
  await runNode(root, [...tsc, '--incremental', 'false', '--tsBuildInfoFile', 'null'], 'The TypeScript compiler');
  for (const folder of ['src', 'workflows', 'activities']) copyAssets(join(root, folder), join(root, next, folder));
  const bundle = fileURLToPath(new URL('bundle-workflows.mjs', import.meta.url));
  await runNode(root, [bundle, join(root, next)], 'Bundling the workflows');
}

/**
 * @param {string} root
 * @param {string[]} args
 * @param {string} what begins the error's sentence
 */
async function runNode(root, args, what) {
  const { code, output } = await runProcess(process.execPath, args, {
    cwd: root,
    output: 'collect',
    env: offlineEnv(),
  });
  if (code !== 0) throw new SetUpError(`${what} ended with exit code ${code}:\n${output.trim()}`);
}

/**
 * Copies what the compiler does not: files that are read at run time (pages, grammars, certificates).
 *
 * @param {string} from
 * @param {string} to
 */
function copyAssets(from, to) {
  const filter = (/** @type {string} */ path) => !['.ts', '.mjs', '.md'].includes(extname(path));
  cpSync(from, to, { recursive: true, filter });
}

/**
 * @param {string} root
 * @param {string} next
 */
async function swap(root, next) {
  const old = join(root, `.dist-old-${process.pid}`);
  if (existsSync(join(root, 'dist'))) await rename(join(root, 'dist'), old);
  await rename(join(root, next), join(root, 'dist'));
  await rm(old, { recursive: true, force: true });
}
