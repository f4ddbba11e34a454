import { basename } from 'node:path';

/** @typedef {'demo' | 'test' | 'check' | 'build' | 'drover'} Command */

/** @type {readonly string[]} */
const commands = ['demo', 'test', 'check', 'build', 'drover'];

/**
 * Reads what the launcher is asked for. Called as `launch.mjs COMMAND ...` (package.json's scripts) the first argument is
 * the command; called as the program `drover` (npm's link to it, or any start of an installed package) all
 * arguments are the program's own, but for `demo`.
 *
 * @param {string[]} argv as `process.argv`
 * @param {boolean} checkout whether this is a checkout of the repository, not an installed package
 * @returns {{ command: Command, args: string[] } | { problem: string }}
 */
export function readRequest(argv, checkout) {
  const [, script = '', first = '', ...rest] = argv;
  if (!checkout || basename(script) !== 'launch.mjs') {
    return first === 'demo' ? { command: 'demo', args: rest } : { command: 'drover', args: argv.slice(2) };
  }
  if (commands.includes(first)) return { command: /** @type {Command} */ (first), args: rest };
  return { problem: `Unknown command '${first}'. There are: ${commands.join(', ')}.` };
}
