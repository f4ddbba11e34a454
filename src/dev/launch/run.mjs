import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { Interrupted } from './interrupted.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { readRequest } from './read-request.mjs';
import { say } from './say.mjs';
import { SetUpError } from './set-up-error.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Sets up what the asked command needs, then runs it. In an installed package there is nothing to set up.
 *
 * @param {string[]} argv as `process.argv`
 */
export async function run(argv) {
  // `npm run -s` silences npm's greeting, and through this variable every npm that is run from here, with its errors.
  delete process.env['npm_config_loglevel'];
  const checkout = existsSync(join(root, 'tsconfig.build.json'));
  const request = readRequest(argv, checkout);
  if ('problem' in request) {
    say(request.problem);
    process.exitCode = 2;
    return;
  }
  try {
    if (checkout) await installDependencies(root, say);
    // The checks look at sources alone; those of them that need a build make it themselves.
    if (checkout && request.command !== 'check') await build(root, say);
  } catch (error) {
    end(error);
    return;
  }
  await start(request.command, request.args);
}

/**
 * Programs run in this very process: so their exit codes, signals and standard streams are the launcher's, and no
 * child can be left behind.
 *
 * @param {import('./read-request.mjs').Command} command
 * @param {string[]} args
 */
async function start(command, args) {
  switch (command) {
    case 'build':
      return;
    case 'demo':
      return startProgram(join(root, 'dist/src/dev/demo/main.js'), args);
    case 'drover':
      // `npm run drover` runs in the checkout; paths are meant from where the user stands.
      if (process.env['npm_lifecycle_event'] === 'drover' && process.env['INIT_CWD'])
        process.chdir(process.env['INIT_CWD']);
      return startProgram(join(root, 'dist/src/cli/main.js'), args);
    case 'test':
      return (await import('./run-tests.mjs')).runTests(root, args);
    case 'check':
      return (await import('./run-checks.mjs')).runChecks(root, args).catch(end);
  }
}

/**
 * @param {string} main
 * @param {string[]} args
 */
async function startProgram(main, args) {
  process.argv = [process.execPath, main, ...args];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(main).href);
}

/** @param {unknown} error */
function end(error) {
  if (error instanceof Interrupted) {
    process.kill(process.pid, error.signal);
  } else if (error instanceof SetUpError) {
    say(error.message);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
