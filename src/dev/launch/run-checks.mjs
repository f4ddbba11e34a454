import { offlineEnv } from './offline-env.mjs';
import { runProcess } from './run-process.mjs';

/** @typedef {{ name: string, args: string[] }} Check */

const launcher = 'src/dev/launch.mjs';

/** What is shown of a failed check: its first failures are what to look at. */
const shownLines = 80;

/** Each is run by this Node. @type {Check[]} */
const staticChecks = [
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', '.', '--noEmit'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check', '.'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js'] },
];

/** @type {Check} */
const quickTests = { name: 'quick tests', args: [launcher, 'test', '--project', 'quick'] };

/**
 * Runs all checks, two at a time, and closes with what failed and the line `N passed, N failed`.
 *
 * @param {string} root
 * @param {string[]} args `--static` leaves the tests out
 */
export async function runChecks(root, args) {
  const queue = args.includes('--static') ? [...staticChecks] : [quickTests, ...staticChecks];
  const total = queue.length;
  /** @type {(Check & { output: string })[]} */
  const failures = [];
  const lane = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const began = Date.now();
      const { code, output } = await runProcess(process.execPath, check.args, {
        cwd: root,
        output: 'collect',
        env: offlineEnv(),
      });
      if (code !== 0) failures.push({ ...check, output });
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${check.name} (${seconds} s)`);
    }
  };
  await Promise.all([lane(), lane()]);
  for (const failure of failures) {
    console.log(
      `\n---- ${failure.name} ----\n${beginning(failure.output)}\nTo run it alone: node ${failure.args.join(' ')}`,
    );
  }
  if (failures.length > 0) process.exitCode = 1;
  console.log(`\n${total - failures.length} passed, ${failures.length} failed`);
}

/** @param {string} output */
function beginning(output) {
  const lines = output.trim().split('\n');
  const left = lines.length - shownLines;
  return lines.slice(0, shownLines).join('\n') + (left > 0 ? `\n... and ${left} more lines.` : '');
}
